package llmbench.run;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import llmbench.injection.GatlingTransport;
import llmbench.options.BenchOptions;
import llmbench.options.SecretValues;
import llmbench.options.Transport;
import llmbench.process.Console;
import llmbench.simserver.SimServer;
import llmbench.target.Endpoint;
import llmbench.target.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * The server that a run measures, or several, and the ways there.
 *
 * @param baseUrl scheme, host, port and an optional path prefix
 * @param inTurn all servers, where there are several; the first is {@code baseUrl}
 * @param transport whom to trust, and through which proxy
 * @param secrets what must not be written, whoever says it
 * @param endpoint for what is sent before and after the measurement
 * @param endpoints the same of each server; the first is {@code endpoint}
 * @param gatling how Gatling reaches it
 * @param server the simulated one, if it is; null for a real one
 */
record RunTarget(
    URI baseUrl,
    List<URI> inTurn,
    Transport transport,
    Secrets secrets,
    Endpoint endpoint,
    List<Endpoint> endpoints,
    GatlingTransport gatling,
    @Nullable SimServer server) {

  /** A server of the user's. */
  static RunTarget real(BenchOptions options, @Nullable String apiKey) {
    BenchOptions.Target asked = options.target();
    List<URI> servers = asked.inTurn().isEmpty() ? List.of(asked.baseUrl()) : asked.inTurn();
    return of(servers, asked.transport(), options, apiKey, null);
  }

  /** A simulated one, which is reached as it is. */
  static RunTarget simulated(SimServer running, BenchOptions options, @Nullable String apiKey) {
    return of(List.of(running.baseUrl()), Transport.DIRECT, options, apiKey, running);
  }

  private static RunTarget of(
      List<URI> servers,
      Transport transport,
      BenchOptions options,
      @Nullable String apiKey,
      @Nullable SimServer server) {
    Secrets secrets = Secrets.of(SecretValues.of(options, apiKey));
    List<Endpoint> endpoints =
        servers.stream()
            .map(each -> new Endpoint(each, transport, secrets, options.timeouts(), Console::say))
            .toList();
    return new RunTarget(
        servers.get(0),
        servers.size() > 1 ? servers : List.of(),
        transport,
        secrets,
        endpoints.get(0),
        endpoints,
        new GatlingTransport(servers, transport),
        server);
  }

  /** All of them, or the one. */
  List<URI> servers() {
    return isSeveral() ? inTurn : List.of(baseUrl);
  }

  /** What goes before a path for each of them; nothing where it is Gatling's one base URL. */
  List<String> prefixes() {
    return isSeveral() ? inTurn.stream().map(URI::toString).toList() : List.of("");
  }

  /** Whether it is more than one server. */
  boolean isSeveral() {
    return !inTurn.isEmpty();
  }

  /** Where they are, without secrets, for messages. */
  String name() {
    return endpoints.stream().map(Endpoint::name).collect(Collectors.joining(", "));
  }
}
