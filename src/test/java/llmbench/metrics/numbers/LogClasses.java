package llmbench.metrics.numbers;

/**
 * Classes of whole nanoseconds, each less than 1 % wide: up to 128 ns a class of its own, then 128
 * of one width to each doubling. A class is found without a logarithm, since there may be a hundred
 * million numbers. The middle of a class is less than 0.4 % off any number in it.
 */
final class LogClasses {

  /** Of a doubling: 2⁷ classes. */
  private static final int BITS = 7;

  private static final int PER_DOUBLING = 1 << BITS;

  private LogClasses() {}

  /** The class of a number, which is not negative. */
  static int of(long nanos) {
    if (nanos < PER_DOUBLING) {
      return (int) nanos;
    }
    int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - BITS;
    return (doubling << BITS) + (int) (nanos >> doubling);
  }

  /** The middle of a class, in nanoseconds. */
  static double middleNanos(int place) {
    if (place < 2 * PER_DOUBLING) {
      return place;
    }
    int doubling = (place >> BITS) - 1;
    long least = (long) (place - (doubling << BITS)) << doubling;
    return least + ((1L << doubling) - 1) / 2.0;
  }
}
