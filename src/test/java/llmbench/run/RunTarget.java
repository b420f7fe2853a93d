package llmbench.run;

import java.net.URI;
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
 * The server that a run measures, and the ways to it.
 *
 * @param baseUrl scheme, host, port and an optional path prefix
 * @param transport whom to trust, and through which proxy
 * @param secrets what must not be written, whoever says it
 * @param endpoint for what is sent before and after the measurement
 * @param gatling how Gatling reaches it
 * @param server the simulated one, if it is; null for a real one
 */
record RunTarget(
    URI baseUrl,
    Transport transport,
    Secrets secrets,
    Endpoint endpoint,
    GatlingTransport gatling,
    @Nullable SimServer server) {

  /** A server of the user's. */
  static RunTarget real(BenchOptions options, @Nullable String apiKey) {
    BenchOptions.Target asked = options.target();
    return of(asked.baseUrl(), asked.transport(), options, apiKey, null);
  }

  /** A simulated one, which is reached as it is. */
  static RunTarget simulated(SimServer running, BenchOptions options, @Nullable String apiKey) {
    return of(running.baseUrl(), Transport.DIRECT, options, apiKey, running);
  }

  private static RunTarget of(
      URI baseUrl,
      Transport transport,
      BenchOptions options,
      @Nullable String apiKey,
      @Nullable SimServer server) {
    Secrets secrets = Secrets.of(SecretValues.of(options, apiKey));
    return new RunTarget(
        baseUrl,
        transport,
        secrets,
        new Endpoint(baseUrl, transport, secrets, options.timeouts(), Console::say),
        new GatlingTransport(baseUrl, transport),
        server);
  }
}
