package llmbench.options;

import java.nio.file.Path;
import java.util.Optional;

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

  static final String INSECURE = "insecure";
  static final String CA_CERT = "ca-cert";
  static final String PROXY = "proxy";

  static Transport of(Settings settings) {
    boolean insecure = settings.isOn(INSECURE);
    String caCert = settings.text(CA_CERT);
    String proxy = settings.text(PROXY);
    if (insecure && caCert != null) {
      settings.problem(
          CA_CERT,
          "with --insecure no certificate is verified; leave one of the two out",
          CA_CERT,
          INSECURE);
    }
    return new Transport(
        insecure,
        Optional.ofNullable(caCert).map(Path::of),
        Optional.ofNullable(proxy).map(ProxyUrl::read));
  }
}
