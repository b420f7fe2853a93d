package llmbench.schedule;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import llmbench.random.NumpyLegacyRandom;

/**
 * Gaps that are drawn one after the other, and their running sums, added up in the order in which
 * Python's loops and numpy's {@code cumsum} add. The tools keep all sums, to stretch them by the
 * last one. Here the first pass only finds the last, on the very generator, which it leaves where
 * the tool leaves it; each later pass draws from a copy of what the generator was before.
 */
final class DrawnGaps {

  /** The rule of a gap. */
  @FunctionalInterface
  interface Gap {

    /**
     * Draws the gap before a request.
     *
     * @param request counted from 0
     * @return in seconds
     */
    double before(int request, NumpyLegacyRandom random);
  }

  private final int requests;
  private final Gap gap;
  private final NumpyLegacyRandom start;
  private final double last;

  /**
   * Draws all gaps once.
   *
   * @param random draws behind the last gap next
   */
  DrawnGaps(int requests, Gap gap, NumpyLegacyRandom random) {
    this.requests = requests;
    this.gap = gap;
    this.start = random.copy();
    Sums sums = new Sums(requests, gap, random, 1);
    while (sums.hasNext()) {
      sums.nextDouble();
    }
    this.last = sums.sum;
  }

  /** The sum of all gaps, in seconds. */
  double last() {
    return last;
  }

  /** The running sums, each times the factor: the time of each request in seconds. */
  PrimitiveIterator.OfDouble times(double factor) {
    return new Sums(requests, gap, start.copy(), factor);
  }

  private static final class Sums implements PrimitiveIterator.OfDouble {

    private final int requests;
    private final Gap gap;
    private final NumpyLegacyRandom random;
    private final double factor;
    private double sum;
    private int next;

    Sums(int requests, Gap gap, NumpyLegacyRandom random, double factor) {
      this.requests = requests;
      this.gap = gap;
      this.random = random;
      this.factor = factor;
    }

    @Override
    public boolean hasNext() {
      return next < requests;
    }

    @Override
    public double nextDouble() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      sum += gap.before(next++, random);
      return sum * factor;
    }
  }
}
