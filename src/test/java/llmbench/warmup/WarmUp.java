package llmbench.warmup;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static llmbench.llm.LlmDsl.llm;
import static llmbench.llm.LlmDsl.tokenTimes;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The client's warm-up for a simulation of one's own: the benchmark has {@link JvmWarmUp}, within
 * its own users.
 *
 * <pre>{@code
 * import static llmbench.warmup.WarmUp.clientWarmUp;
 *
 * setUp(clientWarmUp(Duration.ofSeconds(3)).andThen(customer.injectOpen(atOnceUsers(10))))
 * }</pre>
 */
public final class WarmUp {

  private static final String NAME = "client warm-up";

  /** Of one request: far longer than any takes, so that none can hold a run up. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private WarmUp() {}

  /**
   * A few users who come before all others, and whose {@code llm(...)} asks a server within this
   * process: a JVM that begins cold times the first tokens tens of milliseconds late. It ends when
   * they get no faster. Their requests are in no log and no statistic; Gatling's report shows the
   * users. Nothing is sent to the server that is tested.
   *
   * @param most how long it may take
   * @throws UncheckedIOException when there is no port for it
   */
  public static PopulationBuilder clientWarmUp(Duration most) {
    return clientWarmUp(most, outcome -> {});
  }

  /**
   * Likewise.
   *
   * @param ended is called once, before the other users come
   */
  static PopulationBuilder clientWarmUp(Duration most, Consumer<JvmWarmUp.Outcome> ended) {
    if (most.isNegative() || most.isZero()) {
      throw new IllegalArgumentException("the warm-up takes " + most + "; expected more than 0");
    }
    try {
      return population(LoopbackWarmUp.start(most, ended));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PopulationBuilder population(LoopbackWarmUp play) {
    play.players(LoopbackWarmUp.MAX_PLAYERS);
    ChainBuilder ask =
        exec(
            llm(http(NAME)
                    .post(play.url() + "/v1/chat/completions")
                    .header("content-type", "application/json")
                    .body(StringBody("{\"stream\": true}"))
                    .requestTimeout(LIMIT)
                    .silent())
                .check(tokenTimes())
                .onFinished((session, result) -> play.goesOn(result)));
    return scenario(NAME)
        .exec(
            session -> {
              play.begin();
              return session;
            })
        .asLongAs(session -> !play.isOver())
        .on(ask)
        .exec(
            session -> {
              play.leave();
              return session;
            })
        .injectOpen(atOnceUsers(LoopbackWarmUp.MAX_PLAYERS))
        // Its own: the simulation's may have a proxy, which doesn't lead back to this process.
        .protocols(http.disableWarmUp());
  }
}
