package llmbench.metrics.server;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import llmbench.latency.LatencyMetric;
import llmbench.timeline.ServerMetrics;
import llmbench.timeline.ServerTime;

/**
 * The server's own account of a run: the times that it counted between the first request and the
 * last, whoever's they were.
 *
 * @param times those that it has, none of them without a value; not empty
 */
public record ServerAccount(Map<ServerTime, BucketedTimes> times) {

  /** Empty where the server has no such times, counted nothing, or was started anew meanwhile. */
  public static Optional<ServerAccount> of(ServerMetrics said) {
    Map<ServerTime, BucketedTimes> times = new EnumMap<>(ServerTime.class);
    for (ServerTime time : ServerTime.values()) {
      String name = name(time, said);
      ServerMetrics.Histogram after = said.after().histograms().get(name);
      if (after != null) {
        Optional<BucketedTimes> counted =
            BucketedTimes.between(said.before().histograms().get(name), after);
        if (counted.isEmpty()) {
          return Optional.empty();
        }
        counted.filter(some -> some.count() > 0).ifPresent(some -> times.put(time, some));
      }
    }
    return times.isEmpty()
        ? Optional.empty()
        : Optional.of(new ServerAccount(Collections.unmodifiableMap(times)));
  }

  /** The first of its names that the server has. */
  private static String name(ServerTime time, ServerMetrics said) {
    return time.series().stream()
        .filter(said.after().histograms()::containsKey)
        .findFirst()
        .orElse("");
  }

  /** What we measure of the same; empty of what only a server can. */
  public static Optional<LatencyMetric> measuredAs(ServerTime time) {
    return switch (time) {
      case TTFT -> Optional.of(LatencyMetric.TTFT);
      case ITL -> Optional.of(LatencyMetric.ITL);
      case E2EL -> Optional.of(LatencyMetric.E2EL);
      case QUEUE, PREFILL, DECODE -> Optional.empty();
    };
  }

  /** Of these times; empty where the server has none. */
  public Optional<BucketedTimes> of(ServerTime time) {
    return Optional.ofNullable(times.get(time));
  }
}
