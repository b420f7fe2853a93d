package llmbench.options.read;

import java.nio.file.Path;
import java.util.Optional;
import llmbench.options.Transport;
import llmbench.options.given.Settings;
import llmbench.options.syntax.ProxyUrl;
import llmbench.options.table.TransportOptions;

/** Reads how the server is reached. */
final class TransportReader {

  private TransportReader() {}

  static Transport of(Settings settings) {
    boolean insecure = settings.isOn(TransportOptions.INSECURE);
    String caCert = settings.text(TransportOptions.CA_CERT);
    String proxy = settings.text(TransportOptions.PROXY);
    if (insecure && caCert != null) {
      settings.problem(
          TransportOptions.CA_CERT,
          "with --insecure no certificate is verified; leave one of the two out",
          TransportOptions.CA_CERT,
          TransportOptions.INSECURE);
    }
    return new Transport(
        insecure,
        Optional.ofNullable(caCert).map(Path::of),
        Optional.ofNullable(proxy).map(ProxyUrl::read));
  }
}
