package llmbench.metrics.windows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.BatchMeans;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Interval;
import llmbench.metrics.numbers.MeanEstimate;
import llmbench.metrics.numbers.PercentileLimits;

/**
 * How far a latency of a run may be off, at 95 %, by the run itself; in milliseconds. What makes
 * one run differ from the next as a whole isn't in it.
 *
 * @param metric which latency
 * @param mean where its mean is: the requests are cut into parts in the order in which they were
 *     sent ({@link BatchMeans}); empty of too few
 * @param p99 where its 99th percentile is, by the same parts ({@link PercentileLimits}); empty of
 *     too few, and of one that a single moment makes
 * @param certifiedP99 what the 99th percentile is at most, if requests are independent; empty of
 *     fewer than 299
 */
public record LatencyLimits(
    LatencyMetric metric,
    Optional<Interval> mean,
    Optional<Interval> p99,
    OptionalDouble certifiedP99) {

  private static final PercentileLimits P99 = PercentileLimits.of(99);

  /**
   * Those of a latency.
   *
   * @param millis of each success, in the order in which they were sent; at least one
   * @param together how many requests were in flight at once
   */
  static LatencyLimits of(LatencyMetric metric, double[] millis, int together) {
    Distribution all = Distribution.of(millis);
    List<Distribution> parts =
        BatchMeans.batches(millis, together).stream().map(Distribution::of).toList();
    return new LatencyLimits(
        metric,
        BatchMeans.of(millis, together).flatMap(MeanEstimate::interval),
        parts.isEmpty() ? Optional.empty() : P99.both(all, parts),
        P99.upper(all));
  }

  /** Whether anything is known. */
  public boolean isKnown() {
    return mean.isPresent() || p99.isPresent() || certifiedP99.isPresent();
  }
}
