package llmbench.metrics.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.timeline.ServerMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Times that a server counted in buckets while a run was measured: what its histogram held after,
 * less what it held before. How many there are and their mean are exact; a percentile lies between
 * two bounds.
 */
public final class BucketedTimes {

  private static final double MILLIS_PER_SECOND = 1000;

  private final long count;
  private final double sumSeconds;
  private final List<Bucket> buckets;

  private BucketedTimes(long count, double sumSeconds, List<Bucket> buckets) {
    this.count = count;
    this.sumSeconds = sumSeconds;
    this.buckets = List.copyOf(buckets);
  }

  /** So many times of at most so much. */
  private record Bucket(double upperSeconds, long upTo) {}

  /**
   * Between two times, both in milliseconds.
   *
   * @param to infinite where a time was above the last bound
   */
  public record Interval(double from, double to) {}

  /**
   * What was counted between two readings.
   *
   * @param before null where the histogram wasn't there yet: some are first there when they hold
   *     something
   * @return empty where less was counted after than before: the server was started anew meanwhile
   */
  static Optional<BucketedTimes> between(
      ServerMetrics.@Nullable Histogram before, ServerMetrics.Histogram after) {
    Map<String, Double> held = before == null ? Map.of() : before.upTo();
    List<Bucket> buckets = new ArrayList<>();
    for (Map.Entry<String, Double> each : after.upTo().entrySet()) {
      double bound = bound(each.getKey());
      long upTo = Math.round(each.getValue() - held.getOrDefault(each.getKey(), 0.0));
      if (!Double.isNaN(bound)) {
        buckets.add(new Bucket(bound, upTo));
      }
    }
    buckets.sort(Comparator.comparingDouble(Bucket::upperSeconds));
    long count = Math.round(after.count() - (before == null ? 0 : before.count()));
    double sum = after.sum() - (before == null ? 0 : before.sum());
    boolean anew = count < 0 || sum < 0 || buckets.stream().anyMatch(bucket -> bucket.upTo() < 0);
    return anew ? Optional.empty() : Optional.of(new BucketedTimes(count, sum, buckets));
  }

  private static double bound(String text) {
    try {
      return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** How many times there are. */
  public long count() {
    return count;
  }

  /** All of them together, in seconds. */
  public double sumSeconds() {
    return sumSeconds;
  }

  /** Their mean in milliseconds, exact; 0 of none. */
  public double meanMillis() {
    return count == 0 ? 0 : sumSeconds * MILLIS_PER_SECOND / count;
  }

  /**
   * Where the percentile by linear interpolation (R-7, numpy's default) lies: from the lower bound
   * of the bucket of the time before it to the upper bound of the one after it.
   *
   * @param percent from 0 to 100
   */
  public Interval percentile(double percent) {
    double place = (count - 1) * percent / 100;
    double from = 0;
    double to = Double.POSITIVE_INFINITY;
    for (Bucket bucket : buckets) {
      if (bucket.upTo() <= Math.floor(place)) {
        from = bucket.upperSeconds();
      }
      if (bucket.upTo() > Math.ceil(place)) {
        to = bucket.upperSeconds();
        break;
      }
    }
    return new Interval(from * MILLIS_PER_SECOND, to * MILLIS_PER_SECOND);
  }
}
