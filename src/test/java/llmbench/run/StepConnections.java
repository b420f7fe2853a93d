package llmbench.run;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import llmbench.injection.BusyLoops;
import llmbench.injection.ConnectionWait;
import llmbench.injection.RequestAction;
import llmbench.llm.SpareConnections;
import llmbench.options.BenchOptions;
import llmbench.timeline.Connections;

/** The connections of a step whose requests have a user each: shared, and some opened ahead. */
final class StepConnections {

  /** Where the rate is not known, or small. */
  private static final int LEAST = 8;

  /** A tenth of a second's requests come before the first answers of most servers. */
  private static final double SECONDS_AHEAD = 0.1;

  private final SpareConnections shared;
  private final int ahead;
  private final AtomicBoolean warmed = new AtomicBoolean();

  private StepConnections(SpareConnections shared, int ahead) {
    this.shared = shared;
    this.ahead = ahead;
  }

  /**
   * Those of a step.
   *
   * @param unasked is told how bytes begin that no request had asked for, on an event loop
   */
  static StepConnections of(
      PreparedRun prepared, BenchOptions.Paced asked, Consumer<String> unasked) {
    BenchOptions.Timeouts timeouts = prepared.options().timeouts();
    SpareConnections.Events events =
        new SpareConnections.Events() {
          @Override
          public void unasked(String beginning) {
            unasked.accept(beginning);
          }

          @Override
          public void unkept(String why) {
            SaidOnce.aside("Spare connections can't be kept open: " + why);
          }
        };
    SpareConnections shared =
        new SpareConnections(
            () ->
                http("spare connection")
                    .get("/health")
                    .requestTimeout(RequestAction.warmConnectionLimit(timeouts)),
            asked.spareConnections().orElse(SpareConnections.AS_NEEDED),
            events);
    double perSecond = asked.pace().perSecond().orElse(0);
    int ahead = (int) Math.ceil(Math.min(SpareConnections.AS_NEEDED, perSecond * SECONDS_AHEAD));
    return new StepConnections(shared, Math.max(LEAST, ahead));
  }

  /** For the requests. */
  SpareConnections shared() {
    return shared;
  }

  /**
   * Has the first user that comes by open some, and wait until they are there.
   *
   * @param sayWait is told on an event loop, if that takes a while, how many are opened
   */
  ChainBuilder warm(IntConsumer sayWait) {
    ConnectionWait wait = new ConnectionWait(users -> sayWait.accept(ahead));
    return doIf(session -> warmed.compareAndSet(false, true))
        .then(exec(wait::begins).exec(shared.warm(ahead, BusyLoops.most())).exec(wait::ends));
  }

  /** What has become of them. */
  Connections account() {
    return shared.account();
  }

  /** No request needs one any more. */
  void close() {
    shared.close();
  }
}
