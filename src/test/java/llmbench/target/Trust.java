package llmbench.target;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import llmbench.options.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are trusted, for both clients: the JDK's, which asks before the run, and
 * Gatling's.
 */
public final class Trust {

  private final boolean insecure;
  private final @Nullable Authorities authorities;

  private Trust(boolean insecure, @Nullable Authorities authorities) {
    this.insecure = insecure;
    this.authorities = authorities;
  }

  /**
   * The trust that was asked for.
   *
   * @throws IllegalArgumentException if the file of authorities can't be read, or is out of date;
   *     for people
   */
  public static Trust of(Transport transport) {
    return new Trust(transport.insecure(), transport.caCert().map(Authorities::of).orElse(null));
  }

  /** Whether it is what both clients have by themselves. */
  public boolean isStandard() {
    return !insecure && authorities == null;
  }

  /** For the JDK's client. */
  SSLContext jdk() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager[] managers = null;
      if (insecure) {
        managers = new TrustManager[] {new Anyone()};
      } else if (authorities != null) {
        managers = new TrustManager[] {authorities};
      }
      context.init(null, managers, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  /** For Gatling's client. */
  public SslContextBuilder gatling() {
    SslContextBuilder builder =
        SslContextBuilder.forClient().endpointIdentificationAlgorithm(insecure ? null : "HTTPS");
    if (insecure) {
      return builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
    }
    return authorities == null ? builder : builder.trustManager(authorities);
  }

  /** Trusts anyone by whatever name. Of this type, since others have their names checked. */
  private static final class Anyone extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
