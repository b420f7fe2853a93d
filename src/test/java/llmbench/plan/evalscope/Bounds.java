package llmbench.plan.evalscope;

/**
 * The loads that a search may try.
 *
 * @param lower the least, at least 1
 * @param upper the most, at least {@code lower}
 */
public record Bounds(int lower, int upper) {

  /** The nearest load that may be tried: {@code int(max(lower, min(value, upper)))}. */
  int nearest(double value) {
    return (int) Math.max(lower, Math.min(value, upper));
  }

  boolean hold(long value) {
    return lower <= value && value <= upper;
  }
}
