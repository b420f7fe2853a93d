package llmbench.options.syntax;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a URL as they were written. Only this takes a URL apart: what may be in the parts of
 * one kind of URL is for that kind to say.
 *
 * <p>A text that may be read in two ways, such as {@code http://user:a?b@host}, is none: for one
 * reader {@code host} is the server, for another it is {@code user}, which would be sent a part of
 * the password.
 *
 * @param scheme with its colon and slashes
 * @param user credentials with their {@code @}; empty for none
 * @param host a name or an address
 * @param port with its colon; empty for the scheme's own
 * @param path and query; empty for none
 */
public record UrlText(String scheme, String user, String host, String port, String path) {

  private static final Pattern PARTS =
      Pattern.compile(
          "(?i)(https?://)((?:[^/@%?#\\s]++|%\\p{XDigit}{2})*+@)?"
              + "(\\[[^]@\\s]*]|[^:/?#@\\[\\s]+)(:\\d+)?(/.*|\\?[^@]*)?");

  private static final Pattern WITH_CREDENTIALS = Pattern.compile("(?is)https?://.*@");

  /** Reads a URL; null when the text is none. */
  public static @Nullable UrlText read(String text) {
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    return new UrlText(
        parts.group(1).toLowerCase(Locale.ROOT),
        filled(parts.group(2)),
        parts.group(3),
        filled(parts.group(4)),
        filled(parts.group(5)));
  }

  /** Why a text is no URL, where that is about credentials; null where it isn't. */
  public static @Nullable String whyNone(String text) {
    return WITH_CREDENTIALS.matcher(text).lookingAt() && read(text) == null
        ? "in credentials, before the @, write / ? # @ % and blanks percent-encoded, such as %3F"
            + " for ?"
        : null;
  }

  /** What is percent-encoded, as it is meant; a plus is a plus. */
  static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String filled(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Another host, which isn't sent the credentials of the one before. */
  public UrlText withHost(String other) {
    String bracketed = ServerUrl.bracketed(other);
    return bracketed.equalsIgnoreCase(host) ? this : new UrlText(scheme, "", bracketed, port, path);
  }

  public UrlText withPort(String other) {
    return new UrlText(scheme, user, host, ":" + other, path);
  }

  public UrlText withPath(String other) {
    return new UrlText(scheme, user, host, port, other);
  }

  /** Without credentials and query; a path with an {@code @} may hold a part of a password. */
  public String withoutSecrets() {
    String bare = path.contains("@") ? "/…" : path.replaceFirst("(?s)[?#].*", "?…");
    return scheme + (user.isEmpty() ? "" : "…@") + host + port + bare;
  }

  /** Whether both name the same place: a port may be the scheme's own, a host in any case. */
  public boolean isSameAs(UrlText other) {
    return plain().equals(other.plain());
  }

  private UrlText plain() {
    return new UrlText(scheme, user, host.toLowerCase(Locale.ROOT), ":" + portNumber(), path);
  }

  /** Whether it is behind a base URL: of the same server, its path going on from the base's. */
  public boolean isWithin(UrlText base) {
    return withPath("").isSameAs(base.withPath("")) && path.startsWith(base.path + "/");
  }

  private String portNumber() {
    if (port.isEmpty()) {
      return scheme.startsWith("https") ? "443" : "80";
    }
    return port.substring(1);
  }

  @Override
  public String toString() {
    return scheme + user + host + port + path;
  }
}
