package llmbench.run;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import llmbench.injection.BusyLoops;
import llmbench.injection.ConnectionWait;
import llmbench.injection.RequestAction;
import llmbench.injection.UserPrompt;
import llmbench.llm.LlmActionBuilder;
import llmbench.llm.SpareConnections;
import llmbench.options.BenchOptions;
import llmbench.timeline.Connections;

/** The connections of a step whose requests have a user each: shared, and some opened ahead. */
final class StepConnections {

  /** Where the rate is not known, or small. */
  private static final int LEAST = 8;

  /** A tenth of a second's requests come before the first answers of most servers. */
  private static final double SECONDS_AHEAD = 0.1;

  /** Of each server, by what goes before its paths. */
  private final Map<String, SpareConnections> shared;

  private final int ahead;
  private final AtomicBoolean warmed = new AtomicBoolean();

  private StepConnections(Map<String, SpareConnections> shared, int ahead) {
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
    int most = asked.spareConnections().orElse(SpareConnections.AS_NEEDED);
    Map<String, SpareConnections> shared = new LinkedHashMap<>();
    for (String server : prepared.target().prefixes()) {
      Supplier<HttpRequestActionBuilder> opener =
          () ->
              http("spare connection")
                  .get(server + "/health")
                  .requestTimeout(RequestAction.warmConnectionLimit(timeouts));
      shared.put(
          server,
          shared.isEmpty()
              ? new SpareConnections(opener, most, events)
              : shared.values().iterator().next().alsoTo(opener));
    }
    double perSecond = asked.pace().perSecond().orElse(0);
    int ahead = (int) Math.ceil(Math.min(SpareConnections.AS_NEEDED, perSecond * SECONDS_AHEAD));
    return new StepConnections(shared, Math.max(LEAST, ahead));
  }

  /** Has requests go over them, each over one to its server. */
  LlmActionBuilder over(LlmActionBuilder action) {
    return action.over(List.copyOf(shared.values()), this::ofRequest);
  }

  private SpareConnections ofRequest(Session user) {
    String server = UserPrompt.server(user);
    return Objects.requireNonNull(shared.get(server), server);
  }

  /**
   * Has the first user that comes by open some, and wait until they are there.
   *
   * @param sayWait is told on an event loop, if that takes a while, how many are opened
   */
  ChainBuilder warm(IntConsumer sayWait) {
    ConnectionWait wait = new ConnectionWait(users -> sayWait.accept(ahead));
    int each = (ahead + shared.size() - 1) / shared.size();
    ChainBuilder warm = exec(wait::begins);
    for (SpareConnections connections : shared.values()) {
      warm = warm.exec(connections.warm(each, BusyLoops.most()));
    }
    return doIf(session -> warmed.compareAndSet(false, true)).then(warm.exec(wait::ends));
  }

  /** What has become of them. */
  Connections account() {
    // They have one account.
    return shared.values().iterator().next().account();
  }

  /** No request needs one any more. */
  void close() {
    shared.values().forEach(SpareConnections::close);
  }
}
