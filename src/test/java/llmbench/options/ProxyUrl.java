package llmbench.options;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy.
 *
 * @param user for Basic authentication; null for none
 * @param password its password; may be empty
 */
public record ProxyUrl(String host, int port, @Nullable String user, String password) {

  private static final Pattern URL =
      Pattern.compile(
          "(?i)http://(?:((?:[^/@:%\\s]|%\\p{XDigit}{2})+)(?::((?:[^/@%\\s]|%\\p{XDigit}{2})*))?@)?"
              + "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})/?");
  private static final int LAST_PORT = 65_535;

  static boolean isUrl(String text) {
    return read(text) != null;
  }

  /** Reads a proxy's URL; null when the text is none. */
  static @Nullable ProxyUrl read(String text) {
    Matcher url = URL.matcher(text);
    if (!url.matches()) {
      return null;
    }
    int port = Integer.parseInt(url.group(4));
    String user = url.group(1);
    String password = url.group(2);
    return port < 1 || port > LAST_PORT
        ? null
        : new ProxyUrl(
            url.group(3),
            port,
            user == null ? null : decoded(user),
            password == null ? "" : decoded(password));
  }

  /** Names no password. */
  @Override
  public String toString() {
    return "http://" + (user == null ? "" : GivenMap.HIDDEN + "@") + host + ":" + port;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
