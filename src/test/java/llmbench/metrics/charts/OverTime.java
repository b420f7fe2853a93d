package llmbench.metrics.charts;

import java.util.Optional;
import llmbench.metrics.numbers.BucketSpreads;
import llmbench.metrics.numbers.Series;

/**
 * A run over time: what the page draws as lines. Definitions are in docs/metrics.md. Requests that
 * the run's stop interrupted are in none of it.
 *
 * @param bucketSeconds how long a point stands for; the first begins with the first request
 * @param tokens tokens of each bucket
 * @param inFlight the most requests that were in flight at one moment of the bucket, failures
 *     included
 * @param succeeded requests that ended in the bucket and succeeded
 * @param failed requests that ended in the bucket and failed
 * @param ttft times to the first output, by when that came; empty where no output was timed
 * @param itl gaps between outputs, by when the later one came; empty where no gap was timed
 * @param schedule the requests' own times and how they were kept; empty where they had none
 */
public record OverTime(
    double bucketSeconds,
    Series tokens,
    Series inFlight,
    Series succeeded,
    Series failed,
    Optional<Percentiles> ttft,
    Optional<Percentiles> itl,
    Optional<ScheduleOverTime> schedule) {

  /**
   * Percentiles of each bucket over successful requests, in milliseconds and less than 1 % off the
   * exact ones; NaN where nothing fell into it.
   */
  public record Percentiles(Series p50, Series p90, Series p99) {

    static Optional<Percentiles> of(BucketSpreads spreads) {
      return spreads.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Percentiles(
                  spreads.percentiles(50), spreads.percentiles(90), spreads.percentiles(99)));
    }
  }

  /** How many points there are. */
  public int size() {
    return tokens.size();
  }

  /** Whether any output was timed. */
  public boolean hasTokens() {
    return tokens.stream().anyMatch(count -> count > 0);
  }
}
