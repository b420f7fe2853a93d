package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static llmbench.llm.LlmDsl.llm;
import static llmbench.llm.LlmDsl.tokenTimes;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import llmbench.llm.LlmResult;

/**
 * The client's warm-up for a simulation of one's own: the benchmark has {@link JvmWarmUp}, within
 * its own users.
 *
 * <pre>{@code
 * import static llmbench.injection.WarmUp.clientWarmUp;
 *
 * setUp(clientWarmUp(Duration.ofSeconds(3)).andThen(customer.injectOpen(atOnceUsers(10))))
 * }</pre>
 */
public final class WarmUp {

  private static final String NAME = "client warm-up";
  private static final int PLAYERS = 16;

  /** Of one request: far longer than any takes, so that none can hold a run up. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final LoopbackServer server = new LoopbackServer();
  private final Pace pace;
  private final Consumer<JvmWarmUp.Outcome> ended;
  private final AtomicInteger left = new AtomicInteger(PLAYERS);
  private final AtomicBoolean over = new AtomicBoolean();

  private WarmUp(Duration most, Consumer<JvmWarmUp.Outcome> ended) throws IOException {
    pace = new Pace(most.toNanos());
    this.ended = ended;
  }

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
   * @param ended is told once, before the other users come
   */
  static PopulationBuilder clientWarmUp(Duration most, Consumer<JvmWarmUp.Outcome> ended) {
    if (most.isNegative() || most.isZero()) {
      throw new IllegalArgumentException("the warm-up takes " + most + "; expected more than 0");
    }
    try {
      return new WarmUp(most, ended).population();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PopulationBuilder population() {
    ChainBuilder ask =
        exec(
            llm(http(NAME)
                    .post(server.url() + "/v1/chat/completions")
                    .header("content-type", "application/json")
                    .body(StringBody("{\"stream\": true}"))
                    .requestTimeout(LIMIT)
                    .silent())
                .check(tokenTimes())
                .onFinished((session, result) -> played(result)));
    return scenario(NAME)
        .exec(this::begin)
        .asLongAs(session -> !over.get())
        .on(ask)
        .exec(this::leave)
        .injectOpen(atOnceUsers(PLAYERS))
        // Its own: the simulation's may have a proxy, which doesn't lead back to this process.
        .protocols(http.disableWarmUp());
  }

  private Session begin(Session session) {
    pace.begin(System.nanoTime());
    return session;
  }

  /** On an event loop. A failure ends it as well: a warm-up is no reason to hold a run up. */
  private void played(LlmResult result) {
    if (result.fault() != null || !pace.done(result.timeline().outputs(), System.nanoTime())) {
      over.set(true);
    }
  }

  private Session leave(Session session) {
    if (left.decrementAndGet() == 0) {
      server.close();
      // What it leaves behind is cleared away before, not within the measurement.
      System.gc();
      ended.accept(
          new JvmWarmUp.Outcome(
              pace.total(), pace.seconds(), pace.firstPerSecond(), pace.bestPerSecond()));
    }
    return session;
  }
}
