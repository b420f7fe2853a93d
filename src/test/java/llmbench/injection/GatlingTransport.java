package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.http.util.SslContexts;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpDsl;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.Proxy;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.options.Transport;
import llmbench.options.syntax.ProxyUrl;
import llmbench.target.AnyAddress;
import llmbench.target.Trust;
import scala.Option;

/** How Gatling's own engine reaches the server, or several. */
public final class GatlingTransport {

  /**
   * Where Gatling keeps each user's TLS contexts. Its settings know no authority but the JDK's, and
   * are read before our options are.
   */
  private static final String TLS = "gatling.http.ssl.sslContexts";

  private final List<URI> servers;
  private final Transport transport;
  private final Trust trust;

  /**
   * A transport for Gatling.
   *
   * @param server where it leads to
   * @throws IllegalArgumentException if its authorities can't be read; for people
   */
  public GatlingTransport(URI server, Transport transport) {
    this(List.of(server), transport);
  }

  /**
   * A transport for Gatling to several servers.
   *
   * @param servers where it leads to
   * @throws IllegalArgumentException if its authorities can't be read; for people
   */
  public GatlingTransport(List<URI> servers, Transport transport) {
    this.servers = List.copyOf(servers);
    this.transport = transport;
    trust = Trust.of(transport);
  }

  /** The protocol to the server, through the proxy if there is one. */
  public HttpProtocolBuilder through(HttpProtocolBuilder protocol) {
    return transport
        .proxy()
        .map(proxy -> protocol.proxy(gatling(proxy)))
        .orElseGet(() -> straight(protocol));
  }

  private HttpProtocolBuilder straight(HttpProtocolBuilder protocol) {
    Map<String, List<String>> aliases = new LinkedHashMap<>();
    servers.forEach(server -> aliases.putAll(AnyAddress.aliases(server)));
    return aliases.isEmpty() ? protocol : protocol.hostNameAliases(aliases);
  }

  /** What each user does before its first request: it takes the certificates to trust. */
  public ChainBuilder trusted() {
    // A context for each user, as Gatling does: it is closed with the user.
    return exec(
        session ->
            trust.isStandard()
                ? session
                : session.set(TLS, new SslContexts(trust.gatling(), Option.empty())));
  }

  private static Proxy gatling(ProxyUrl url) {
    Proxy proxy = HttpDsl.Proxy(url.host(), url.port()).http();
    String user = url.user();
    // By function, since Gatling would look for its expression language in a plain value.
    return user == null ? proxy : proxy.credentials(session -> user, session -> url.password());
  }
}
