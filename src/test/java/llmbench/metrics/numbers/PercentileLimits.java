package llmbench.metrics.numbers;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Where a percentile of all requests that the server would answer is, by those that it did answer.
 * How many of n values are below it is binomial, whatever the values are, so that certain ones of
 * the sorted values are its limits (Hahn &amp; Meeker, "Statistical Intervals", 5.2). Whole values
 * are taken, so that the confidence is at least the one asked for, never less. Values are taken for
 * independent.
 *
 * @param percent which percentile, between 0 and 100
 * @param level the confidence, between 0 and 1
 */
public record PercentileLimits(double percent, double level) {

  public PercentileLimits {
    if (!(percent > 0 && percent < 100) || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException("P" + percent + " at " + level);
    }
  }

  /** Those at 95 %. */
  public static PercentileLimits of(double percent) {
    return new PercentileLimits(percent, Interval.DEFAULT_LEVEL);
  }

  /**
   * The least number of values of which one is an upper limit of the percentile: 1 − p^n is at
   * least the level. 299 for P99 at 95 %.
   */
  public int leastForUpper() {
    return least(1 - level);
  }

  /** The least number of values of which two are limits to both sides: 368 for P99 at 95 %. */
  public int leastForBoth() {
    double tail = (1 - level) / 2;
    double rarer = Math.max(percent, 100 - percent);
    return new PercentileLimits(rarer, level).least(tail);
  }

  private int least(double tail) {
    int n = Math.max(1, (int) Math.floor(Math.log(tail) / Math.log(share())) - 1);
    while (Math.pow(share(), n) > tail) {
      n++;
    }
    return n;
  }

  /** The value that the percentile is below with this confidence; empty of too few values. */
  public OptionalDouble upper(Distribution values) {
    int rank = upperRank(values.size(), 1 - level);
    return rank > values.size() ? OptionalDouble.empty() : OptionalDouble.of(values.ranked(rank));
  }

  /** Limits to both sides; empty of too few values. */
  public Optional<Interval> both(Distribution values) {
    double tail = (1 - level) / 2;
    int high = upperRank(values.size(), tail);
    int low = values.size() + 1 - rest().upperRank(values.size(), tail);
    return low < 1 || high > values.size()
        ? Optional.empty()
        : Optional.of(new Interval(values.ranked(low), values.ranked(high), level));
  }

  /**
   * Limits to both sides of values that depend on their neighbours: of requests that were in flight
   * together, many are slow at once. How much the share of values above the percentile varies from
   * part to part tells how many independent values would vary as much, and the limits are those of
   * so many. A percentile that a single moment of a run makes has none.
   *
   * @param values all of them
   * @param parts the same values in the order of time, in parts that are nearly independent; at
   *     least two
   */
  public Optional<Interval> both(Distribution values, List<Distribution> parts) {
    if (values.size() == 0 || parts.stream().anyMatch(part -> part.size() == 0)) {
      return Optional.empty();
    }
    double middle = values.percentile(percent);
    // A first wave has one time to the first token for all: none is above it, and all are it.
    double error = Math.max(error(parts, middle, false), error(parts, middle, true));
    double alike = error == 0 ? values.size() : share() * (1 - share()) / (error * error);
    int independent = (int) Math.min(values.size(), alike);
    double tail = (1 - level) / 2;
    int high = upperRank(independent, tail);
    int low = independent + 1 - rest().upperRank(independent, tail);
    return low < 1 || high > independent
        ? Optional.empty()
        : Optional.of(
            new Interval(
                values.percentile(100.0 * (low - 1) / (independent - 1)),
                values.percentile(100.0 * (high - 1) / (independent - 1)),
                level));
  }

  /** How far the share of values up to the middle one may be off. */
  private static double error(List<Distribution> parts, double middle, boolean including) {
    return MeanEstimate.of(
            parts.stream()
                .mapToDouble(part -> (double) part.upTo(middle, including) / part.size())
                .toArray())
        .standardError();
  }

  /** The rest above it, seen from the other end. */
  private PercentileLimits rest() {
    return new PercentileLimits(100 - percent, level);
  }

  /**
   * The least rank of which the value is below the percentile in no more than the tail; one more
   * than there are values where none is.
   */
  private int upperRank(int n, double tail) {
    // The value of rank r is below the percentile when r or more values are.
    return BinomialDistribution.of(n, share()).inverseSurvivalProbability(tail) + 1;
  }

  private double share() {
    return percent / 100;
  }
}
