package llmbench.metrics.numbers;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The mean of values that are independent of each other, such as one figure of runs that repeat
 * each other, and how far it may be off: Student's t (Student, "The Probable Error of a Mean",
 * Biometrika 1908).
 *
 * @param count how many values
 * @param mean of them
 * @param standardDeviation of the values (divisor n − 1); 0 of a single one
 */
public record MeanEstimate(int count, double mean, double standardDeviation) {

  /**
   * Of these values.
   *
   * @throws IllegalArgumentException of none, or when one is not finite
   */
  public static MeanEstimate of(double... values) {
    if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("no mean of " + Arrays.toString(values));
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    int n = values.length;
    return new MeanEstimate(n, mean, n == 1 ? 0 : Math.sqrt(squares / (n - 1)));
  }

  /** The standard deviation of the mean itself. */
  public double standardError() {
    return standardDeviation / Math.sqrt(count);
  }

  /**
   * The coefficient of variation, a share of the mean; empty of a single value, and where the mean
   * is 0.
   */
  public OptionalDouble variation() {
    return count < 2 || mean == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(standardDeviation / Math.abs(mean));
  }

  /** Where the true mean is, at 95 %; empty of a single value, which says nothing of it. */
  public Optional<Interval> interval() {
    return interval(Interval.DEFAULT_LEVEL);
  }

  /** Where the true mean is with this confidence, between 0 and 1. */
  public Optional<Interval> interval(double level) {
    return count < 2
        ? Optional.empty()
        : Optional.of(
            Interval.around(mean, StudentT.reach(level, count - 1) * standardError(), level));
  }
}
