package llmbench.options;

import java.nio.file.Path;
import java.util.Optional;
import llmbench.options.syntax.ProxyUrl;

/**
 * How the server is reached: whose certificates are trusted, and through which proxy.
 *
 * @param insecure whether certificates are not verified
 * @param caCert a PEM file of the only authorities that are trusted; empty for those of the JDK
 * @param proxy an HTTP proxy; empty for none. The environment's {@code HTTPS_PROXY} is not used
 */
public record Transport(boolean insecure, Optional<Path> caCert, Optional<ProxyUrl> proxy) {

  /** Certificates are verified against the JDK's authorities, and there is no proxy. */
  public static final Transport DIRECT = new Transport(false, Optional.empty(), Optional.empty());
}
