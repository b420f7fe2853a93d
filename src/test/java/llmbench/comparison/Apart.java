package llmbench.comparison;

import llmbench.metrics.numbers.Interval;

/**
 * How far two columns are apart in a figure, and how sure that is.
 *
 * @param percent where the difference is at 95 %, in percent of the first
 * @param chance how likely chance alone brings a difference as large, from 0 to 1
 */
public record Apart(Interval percent, double chance) {

  /** Whether it is more than noise, looked at by itself. */
  public boolean isMoreThanNoise() {
    return !percent.contains(0);
  }
}
