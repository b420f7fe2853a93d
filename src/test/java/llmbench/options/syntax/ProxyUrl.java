package llmbench.options.syntax;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy.
 *
 * @param user for Basic authentication; null for none
 * @param password its password; may be empty
 */
public record ProxyUrl(String host, int port, @Nullable String user, String password) {

  public static boolean isUrl(String text) {
    return read(text) != null;
  }

  /** Reads a proxy's URL, which has a port; null when the text is none. */
  public static @Nullable ProxyUrl read(String text) {
    UrlText url = UrlText.read(text);
    if (url == null || !url.scheme().equals("http://") || !url.path().matches("/?")) {
      return null;
    }
    ServerUrl server = url.port().isEmpty() ? null : ServerUrl.of(url.withPath(""));
    String[] credentials = url.user().replaceFirst("@$", "").split(":", 2);
    String user = UrlText.decoded(credentials[0]);
    if (server == null || (user.isEmpty() && !url.user().isEmpty())) {
      return null;
    }
    return new ProxyUrl(
        url.host(),
        server.uri().getPort(),
        user.isEmpty() ? null : user,
        credentials.length < 2 ? "" : UrlText.decoded(credentials[1]));
  }

  /** Names no password. */
  @Override
  public String toString() {
    return "http://" + (user == null ? "" : Hidden.MARK + "@") + host + ":" + port;
  }
}
