package llmbench.metrics.numbers;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Numbers in their order, such as the gaps of one stream; seconds, or kept as whole nanoseconds and
 * given as seconds. Immutable, and never boxed.
 */
public final class Series {

  /** No number at all. */
  public static final Series EMPTY = new Series(new double[0], new long[0]);

  /** One of the two is empty. */
  private final double[] seconds;

  private final long[] nanos;

  private Series(double[] seconds, long[] nanos) {
    this.seconds = seconds;
    this.nanos = nanos;
  }

  /** A series of these numbers, copied. */
  public static Series of(double... values) {
    return values.length == 0 ? EMPTY : new Series(values.clone(), EMPTY.nanos);
  }

  /** The seconds of these; owns the array: only for callers in this room that hand it over. */
  public static Series ofNanos(long[] nanos) {
    return nanos.length == 0 ? EMPTY : new Series(EMPTY.seconds, nanos);
  }

  /** How many numbers there are. */
  public int size() {
    return nanos.length + seconds.length;
  }

  /** The number at place {@code i}, from 0. */
  public double get(int i) {
    return nanos.length > 0 ? Seconds.ofNanos(nanos[i]) : seconds[i];
  }

  /** All but the first. */
  public Series afterFirst() {
    return size() < 2
        ? EMPTY
        : new Series(
            Arrays.copyOfRange(seconds, Math.min(1, seconds.length), seconds.length),
            Arrays.copyOfRange(nanos, Math.min(1, nanos.length), nanos.length));
  }

  /** The numbers in order. */
  public DoubleStream stream() {
    return IntStream.range(0, size()).mapToDouble(this::get);
  }

  /** Puts all numbers into the pool of their kind. */
  void appendTo(GapMultiset wholeNanos, Doubles others) {
    wholeNanos.addAll(nanos);
    others.addAll(seconds);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Series that) || size() != that.size()) {
      return false;
    }
    for (int i = 0; i < size(); i++) {
      if (Double.doubleToLongBits(get(i)) != Double.doubleToLongBits(that.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return stream().mapToInt(Double::hashCode).reduce(1, (all, each) -> 31 * all + each);
  }

  @Override
  public String toString() {
    return stream().boxed().toList().toString();
  }
}
