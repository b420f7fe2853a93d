package llmbench.metrics.numbers;

/**
 * A confidence interval: from intervals made so, the true value is in this share.
 *
 * @param low its lower end
 * @param high its upper end
 * @param level the share, between 0 and 1
 */
public record Interval(double low, double high, double level) {

  /** What is taken where nobody says otherwise. */
  public static final double DEFAULT_LEVEL = 0.95;

  public Interval {
    if (!(low <= high) || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(low + " to " + high + " at " + level);
    }
  }

  /** So far to both sides. */
  static Interval around(double middle, double halfWidth, double level) {
    return new Interval(middle - halfWidth, middle + halfWidth, level);
  }

  /** Whether this value is in it, its ends included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** Half of its width: what stands behind a ±. */
  public double halfWidth() {
    return (high - low) / 2;
  }

  /** The same in another unit, such as 100 for shares to percent. */
  public Interval times(double factor) {
    double one = low * factor;
    double other = high * factor;
    return new Interval(Math.min(one, other), Math.max(one, other), level);
  }
}
