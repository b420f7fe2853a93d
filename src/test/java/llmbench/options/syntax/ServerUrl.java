package llmbench.options.syntax;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server's base URL, apart from the credentials that a user may have put into it.
 *
 * @param uri without credentials and without a slash at the end
 * @param authorization what the Authorization header then says, as aiohttp makes it of credentials;
 *     null without any
 */
public record ServerUrl(URI uri, @Nullable String authorization) {

  private static final String ADDRESS = "[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]";
  private static final Pattern HOST = Pattern.compile(ADDRESS + "|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern BASE_HOST = Pattern.compile(ADDRESS);
  private static final Pattern BASE_PORT = Pattern.compile("(:\\d{1,5})?");
  private static final Pattern BASE_PATH = Pattern.compile("(/[^?#\\s]*)?");
  private static final int LAST_PORT = 65_535;

  /** Whether a text is a URL that can be the base of an endpoint. */
  public static boolean isUrl(String text) {
    return read(text) != null;
  }

  /** Whether a text is a host's name or address, IPv6 too. */
  public static boolean isHost(String text) {
    return HOST.matcher(text).matches() && toUri("http://" + bracketed(text)) != null;
  }

  /** Whether a text is the path of an endpoint. */
  public static boolean isPath(String text) {
    return text.startsWith("/") && toUri("http://host" + text) != null;
  }

  /** Reads a base URL; null when the text is none. */
  public static @Nullable ServerUrl read(String text) {
    UrlText url = UrlText.read(text);
    return url == null ? null : of(url);
  }

  /** The server that a URL names; null when it can't be the base of an endpoint. */
  static @Nullable ServerUrl of(UrlText url) {
    boolean fits =
        BASE_HOST.matcher(url.host()).matches()
            && isPortOrNone(url.port())
            && BASE_PATH.matcher(url.path()).matches();
    if (!fits) {
      return null;
    }
    String path = url.path().replaceFirst("/+$", "");
    URI uri = toUri(url.scheme() + url.host() + url.port() + path);
    return uri == null ? null : new ServerUrl(uri, basic(url.user()));
  }

  /** The URL of a host and port; IPv6 addresses get their brackets, as in vLLM 0.32. */
  public static ServerUrl of(String host, int port) {
    URI uri = toUri("http://" + bracketed(host) + ":" + port);
    if (uri == null) {
      throw new IllegalArgumentException("not a host: " + host);
    }
    return new ServerUrl(uri, null);
  }

  /** An address of IPv6 as a URL has it; any other host as it is. */
  static String bracketed(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private static boolean isPortOrNone(String port) {
    if (port.isEmpty() || !BASE_PORT.matcher(port).matches()) {
      return port.isEmpty();
    }
    int number = Integer.parseInt(port.substring(1));
    return number >= 1 && number <= LAST_PORT;
  }

  private static @Nullable URI toUri(String text) {
    try {
      return new URI(new URI(text).toASCIIString());
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static @Nullable String basic(String user) {
    String credentials = user.replaceFirst("@$", "");
    if (credentials.isEmpty()) {
      return null;
    }
    String plain = credentials.contains(":") ? credentials : credentials + ":";
    String decoded = UrlText.decoded(plain);
    return "Basic " + Base64.getEncoder().encodeToString(decoded.getBytes(StandardCharsets.UTF_8));
  }
}
