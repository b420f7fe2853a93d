package llmbench.metrics.request;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import llmbench.latency.LatencyMetric;
import llmbench.latency.RequestLatency;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.numbers.GapPool;
import llmbench.metrics.numbers.Series;

/** Collects the latencies of successful requests, metric by metric. One run, one thread. */
public final class LatencySum {

  private static final double MILLIS = 1000;

  private final Map<LatencyMetric, Doubles> requests = new EnumMap<>(LatencyMetric.class);
  private final Map<LatencyMetric, GapPool> gaps = new EnumMap<>(LatencyMetric.class);

  /** Of these metrics, nothing yet. */
  public LatencySum(Collection<LatencyMetric> metrics) {
    for (LatencyMetric metric : metrics) {
      if (metric.isOfGaps()) {
        gaps.put(metric, new GapPool());
      } else {
        requests.put(metric, new Doubles());
      }
    }
  }

  /** Takes a request and its gaps. */
  public void add(RequestLatency request, Series gapsSeconds) {
    requests.forEach((metric, all) -> metric.seconds(request).ifPresent(all::add));
    gaps.values().forEach(pool -> pool.add(gapsSeconds));
  }

  /** How they are spread, in milliseconds. */
  public Map<LatencyMetric, Distribution> millis() {
    Map<LatencyMetric, Distribution> spreads = new EnumMap<>(LatencyMetric.class);
    requests.forEach((metric, all) -> spreads.put(metric, Distribution.of(all).times(MILLIS)));
    gaps.forEach((metric, pool) -> spreads.put(metric, pool.distribution().times(MILLIS)));
    return Collections.unmodifiableMap(spreads);
  }
}
