package llmbench.metrics;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Numbers in their order, such as the gaps of one stream. Immutable, and never boxed. */
public final class Series {

  /** No number at all. */
  public static final Series EMPTY = new Series(new double[0]);

  private final double[] values;

  /** Owns the array: only for callers in this room that hand it over. */
  Series(double[] values) {
    this.values = values;
  }

  /** A series of these numbers, copied. */
  public static Series of(double... values) {
    return values.length == 0 ? EMPTY : new Series(values.clone());
  }

  /** How many numbers there are. */
  public int size() {
    return values.length;
  }

  /** The number at place {@code i}, from 0. */
  public double get(int i) {
    return values[i];
  }

  /** The numbers in order. */
  public DoubleStream stream() {
    return Arrays.stream(values);
  }

  /** Puts all numbers at the end of {@code target}. */
  void appendTo(Doubles target) {
    target.addAll(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Series that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
