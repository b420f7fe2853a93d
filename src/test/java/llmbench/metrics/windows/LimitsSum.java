package llmbench.metrics.windows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.request.RequestTimes;
import llmbench.timeline.PlaceOrder;

/** Collects how far the latencies of a run may be off. One run, one thread. */
final class LimitsSum {

  private static final double MILLIS = 1000;
  private static final double NANOS = 1e9;

  /** Latencies of successes, and when each of these was sent, in the same order. */
  private record Sent(Doubles seconds, Doubles startSeconds) {}

  private final Map<LatencyMetric, Sent> all = new EnumMap<>(LatencyMetric.class);

  /** Takes a success, as the tool sees it. */
  void add(RequestTimes times) {
    for (LatencyMetric metric : LatencyMetric.ofRequests()) {
      metric
          .seconds(times)
          .ifPresent(
              seconds -> {
                Sent sent =
                    all.computeIfAbsent(metric, any -> new Sent(new Doubles(), new Doubles()));
                sent.seconds.add(seconds);
                sent.startSeconds.add(times.startSeconds());
              });
    }
  }

  /**
   * Those that are known.
   *
   * @param together how many requests were in flight at once
   */
  List<LatencyLimits> figures(int together) {
    List<LatencyLimits> limits = new ArrayList<>();
    all.forEach((metric, sent) -> limits.add(LatencyLimits.of(metric, inOrder(sent), together)));
    return limits.stream().filter(LatencyLimits::isKnown).toList();
  }

  private static double[] inOrder(Sent sent) {
    double[] seconds = sent.seconds.toArray();
    double[] starts = sent.startSeconds.toArray();
    long[] nanos = new long[starts.length];
    Arrays.setAll(nanos, place -> Math.round(starts[place] * NANOS));
    double[] millis = new double[seconds.length];
    int[] order = PlaceOrder.by(nanos);
    Arrays.setAll(millis, place -> seconds[order[place]] * MILLIS);
    return millis;
  }
}
