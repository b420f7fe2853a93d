package llmbench.injection.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates that nobody but the test knows, made by the JDK's own tool. */
public final class TestCertificates {

  private static final String PASSWORD = "changeit";

  private final Path folder;

  public TestCertificates(Path folder) {
    this.folder = folder;
  }

  /**
   * A server's side, with a certificate that is its own authority.
   *
   * @param names such as {@code ip:127.0.0.1}
   */
  public SSLContext server(String alias, String names)
      throws IOException, GeneralSecurityException {
    return server(alias, names, "-1d");
  }

  /** The same with a certificate that held for two days, and doesn't any more. */
  public SSLContext expired(String alias, String names)
      throws IOException, GeneralSecurityException {
    return server(alias, names, "-4d");
  }

  private SSLContext server(String alias, String names, String from)
      throws IOException, GeneralSecurityException {
    Path store = folder.resolve(alias + ".p12");
    keytool(
        "-genkeypair",
        "-alias",
        alias,
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + alias,
        "-ext",
        "san=" + names,
        "-ext",
        "bc=ca:true",
        "-startdate",
        from,
        "-validity",
        "2",
        "-keystore",
        store.toString());
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        alias,
        "-keystore",
        store.toString(),
        "-file",
        pem(alias).toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  /** The file that makes a client trust it. */
  public Path pem(String alias) {
    return folder.resolve(alias + ".pem");
  }

  private static void keytool(String... arguments) throws IOException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command = new ArrayList<>(List.of(tool.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(process.waitFor()).as(said).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
