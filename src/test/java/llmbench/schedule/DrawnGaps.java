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
  private final double factor;
  private final double last;

  private DrawnGaps(int requests, Gap gap, NumpyLegacyRandom start, double factor, double last) {
    this.requests = requests;
    this.gap = gap;
    this.start = start;
    this.factor = factor;
    this.last = last;
  }

  /**
   * Draws all gaps once.
   *
   * @param rate requests a second, for the message
   * @param random draws behind the last gap next
   * @throws ScheduleException when there are no requests, or the times have no end
   */
  static DrawnGaps of(int requests, double rate, Gap gap, NumpyLegacyRandom random) {
    Checks.requests(requests);
    NumpyLegacyRandom start = random.copy();
    Sums sums = new Sums(requests, gap, random, 1);
    while (sums.hasNext()) {
      sums.nextDouble();
    }
    Checks.isKept(rate, sums.sum);
    return new DrawnGaps(requests, gap, start, 1, sums.sum);
  }

  /**
   * The same, stretched or shrunk together so that the last request is due at requests / rate: both
   * tools do so, since sums of random gaps miss it by a percent or two. Gaps that are all 0 can't
   * be: the tools send everything at once then.
   *
   * @throws ScheduleException when the times have no end
   */
  DrawnGaps stretchedTo(double rate) {
    double stretch = last == 0 ? 1 : requests / rate / last;
    Checks.isKept(rate, last * stretch);
    return new DrawnGaps(requests, gap, start, stretch, last);
  }

  /** How many. */
  int requests() {
    return requests;
  }

  /** The running sums: the time of each request in seconds. */
  PrimitiveIterator.OfDouble times() {
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
