package llmbench;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import llmbench.injection.ClosedModel;
import llmbench.injection.RequestAction;
import llmbench.injection.RunDirectoryProbe;

/**
 * The load half: the requests of {@code vllm bench serve}, sent by Gatling. Options come from
 * system properties: see the README, or docs/options.md for all of them.
 */
public final class BenchmarkSimulation extends Simulation {

  // Parameters: what was asked for, validated; prompts and requests, made before the clock starts.
  private final Benchmark benchmark = Benchmark.prepare();

  // Protocol: nothing is sent but what the tool sends.
  private final HttpProtocolBuilder protocol =
      http.baseUrl(benchmark.baseUrl())
          .disableWarmUp()
          .disableAutoOrigin()
          .disableAutoReferer()
          .disableCaching()
          .disableFollowRedirect();

  // Scenario: every user opens its connection, all meet, then each sends prompt after prompt.
  private final ChainBuilder warmUp =
      exec(new RunDirectoryProbe(BenchmarkSimulation.class, benchmark::open))
          .exec(RequestAction.warmConnection());

  private final ChainBuilder request =
      RequestAction.of(
          benchmark.requestName(),
          benchmark.sampleRequest(),
          benchmark::request,
          benchmark.timeouts(),
          benchmark::finished);

  // Injection: exactly so many requests in flight.
  private final PopulationBuilder population =
      new ClosedModel(benchmark.prompts(), benchmark.concurrency()).population(warmUp, request);

  public BenchmarkSimulation() {
    setUp(population).protocols(protocol);
  }

  /** The log is closed; Gatling's own report, and ours behind it, are still to come. */
  @Override
  public void after() {
    benchmark.allSent();
  }
}
