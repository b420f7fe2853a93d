package llmbench.target;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts the authorities of a file, and nobody else. A server's own certificate may be one of them.
 *
 * <p>The JDK asks no date of what such a file holds: it would trust a server's own certificate for
 * ever. Here what has expired is refused wherever it stands, as curl and OpenSSL do it.
 */
final class Authorities extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager jdk;

  private Authorities(X509ExtendedTrustManager jdk) {
    this.jdk = jdk;
  }

  /**
   * The authorities of this file.
   *
   * @throws IllegalArgumentException if it can't be read, or none of them is valid now; for people
   */
  static Authorities of(Path file) {
    try {
      return new Authorities(trusting(inDate(read(file), file)));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "-Dllm.ca-cert="
              + file
              + ": can't be read as certificates; expected a PEM file of the authorities that"
              + " signed the server's certificate",
          e);
    }
  }

  private static List<X509Certificate> read(Path file)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        found.add((X509Certificate) one);
      }
    }
    if (found.isEmpty()) {
      throw new CertificateException("it holds no certificate");
    }
    return found;
  }

  /** Those that hold today: a bundle may have old ones in it. */
  private static List<X509Certificate> inDate(List<X509Certificate> all, Path file) {
    List<X509Certificate> valid = all.stream().filter(one -> outOfDate(one) == null).toList();
    if (valid.isEmpty()) {
      X509Certificate first = all.get(0);
      throw new IllegalArgumentException(
          "-Dllm.ca-cert="
              + file
              + ": the certificate of "
              + first.getSubjectX500Principal().getName()
              + " in it "
              + outOfDate(first)
              + (all.size() == 1 ? "" : ", and no other one is valid now")
              + "; expected one that is valid now");
    }
    return valid;
  }

  private static X509ExtendedTrustManager trusting(List<X509Certificate> authorities)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (X509Certificate one : authorities) {
      store.setCertificateEntry(String.format(Locale.ROOT, "ca-%d", store.size()), one);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager jdk) {
        return jdk;
      }
    }
    throw new GeneralSecurityException("this JDK verifies no certificates");
  }

  /** What is wrong with a certificate's time, behind its name; null when nothing is. */
  private static @Nullable String outOfDate(X509Certificate certificate) {
    Instant now = Instant.now();
    Instant end = certificate.getNotAfter().toInstant();
    if (now.isAfter(end)) {
      return "expired on " + day(end);
    }
    Instant begin = certificate.getNotBefore().toInstant();
    return now.isBefore(begin) ? "is not valid before " + day(begin) : null;
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  /** Of all that may be wrong with a server, its certificate's time is said first. */
  private static void inDate(X509Certificate[] chain) throws CertificateException {
    String wrong = chain.length == 0 ? null : outOfDate(chain[0]);
    if (wrong != null) {
      String said = "the server's certificate " + wrong;
      throw wrong.startsWith("expired")
          ? new CertificateExpiredException(said)
          : new CertificateNotYetValidException(said);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    inDate(chain);
    jdk.checkServerTrusted(chain, type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    inDate(chain);
    jdk.checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    inDate(chain);
    jdk.checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    jdk.checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    jdk.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    jdk.checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return jdk.getAcceptedIssuers();
  }
}
