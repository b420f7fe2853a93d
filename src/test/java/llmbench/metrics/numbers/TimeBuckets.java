package llmbench.metrics.numbers;

/**
 * A run's time in equal parts, from its first request on: as many as a chart can show, each of a
 * round width.
 *
 * @param zeroNanos where the first begins
 * @param widthNanos of each: 1, 2 or 5 times a power of ten
 * @param count how many; what ends the run lies in the last
 */
public record TimeBuckets(long zeroNanos, long widthNanos, int count) {

  /** A tenth of a second: less would hold too few tokens to say anything. */
  private static final long MIN_NANOS = 100_000_000;

  /** From one width to the next, in turn. */
  private static final double[] STEPS = {2, 2.5, 2};

  /**
   * The narrowest buckets of which no more than this many are needed.
   *
   * @param endNanos when the run ends, not before {@code zeroNanos}
   */
  public static TimeBuckets of(long zeroNanos, long endNanos, int most) {
    long width = MIN_NANOS;
    for (int step = 0; (endNanos - zeroNanos) / width >= most; step++) {
      width = Math.round(width * STEPS[step % STEPS.length]);
    }
    return new TimeBuckets(zeroNanos, width, (int) ((endNanos - zeroNanos) / width) + 1);
  }

  /** The bucket of a moment; the first of what is earlier, the last of what is later. */
  public int of(long nanos) {
    return (int) Math.max(0, Math.min(count - 1L, (nanos - zeroNanos) / widthNanos));
  }

  /** When a bucket begins. */
  public long startNanos(int bucket) {
    return zeroNanos + bucket * widthNanos;
  }

  public double widthSeconds() {
    return Seconds.ofNanos(widthNanos);
  }
}
