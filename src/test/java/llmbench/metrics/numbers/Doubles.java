package llmbench.metrics.numbers;

import java.util.Arrays;

/** A growing pool of numbers without boxes, for the millions of gaps of a long run. */
public final class Doubles {

  /** Grows by a part of so many: what is unused of many pools of a million adds up. */
  private static final int PARTS = 4;

  private double[] values = new double[64];
  private int size;

  /** Adds one number. */
  public void add(double value) {
    makeRoom(1);
    values[size++] = value;
  }

  /** Adds all numbers, in order. */
  void addAll(double[] more) {
    makeRoom(more.length);
    System.arraycopy(more, 0, values, size, more.length);
    size += more.length;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Takes the first numbers of an array, which is its own from now on. */
  interface Taker<T> {
    T of(double[] values, int size);
  }

  /** Hands all over; nothing is added any more. */
  <T> T handOver(Taker<T> taker) {
    if (values.length - size > size / (2 * PARTS)) {
      values = Arrays.copyOf(values, size);
    }
    return taker.of(values, size);
  }

  /** The numbers so far, copied. */
  public double[] toArray() {
    return Arrays.copyOf(values, size);
  }

  private void makeRoom(int more) {
    long needed = (long) size + more;
    if (needed > values.length) {
      long grown = Math.max(needed, values.length + (long) (values.length / PARTS));
      values = Arrays.copyOf(values, (int) Math.min(grown, Integer.MAX_VALUE - 8));
    }
  }
}
