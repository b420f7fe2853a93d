package llmbench.schedule;

import java.util.PrimitiveIterator;
import llmbench.random.NumpyLegacyRandom;

/**
 * Drawn gaps that are stretched or shrunk together, so that the last request is due at requests /
 * rate: both tools do so, since sums of random gaps miss it by a percent or two.
 */
final class StretchedGaps {

  private final DrawnGaps gaps;
  private final double factor;

  /**
   * Draws all gaps once.
   *
   * @param random draws behind the last gap next
   * @throws ScheduleException when the times have no end
   */
  StretchedGaps(int requests, double rate, DrawnGaps.Gap gap, NumpyLegacyRandom random) {
    gaps = new DrawnGaps(requests, gap, random);
    // Gaps that are all 0 can't be stretched: the tools send everything at once then.
    factor = gaps.last() == 0 ? 1 : requests / rate / gaps.last();
    Checks.isKept(rate, gaps.last() * factor);
  }

  /** The time of each request, in seconds. */
  PrimitiveIterator.OfDouble times() {
    return gaps.times(factor);
  }
}
