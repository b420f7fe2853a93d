package llmbench.metrics.numbers;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Where a share is of which some of n were seen: Wilson's score interval ("Probable Inference, the
 * Law of Succession, and Statistical Inference", 1927). It holds for shares of 0 and 1 as well,
 * where the usual ± would be nothing.
 */
public final class Wilson {

  private Wilson() {}

  /**
   * The interval of a share.
   *
   * @param some from 0 to {@code all}
   * @param all at least 1
   * @param level the confidence, between 0 and 1
   * @throws IllegalArgumentException where these are no share
   */
  public static Interval of(long some, long all, double level) {
    if (some < 0 || all < 1 || some > all) {
      throw new IllegalArgumentException(some + " of " + all + " are no share");
    }
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    double share = (double) some / all;
    double scale = 1 + z * z / all;
    double middle = (share + z * z / (2 * all)) / scale;
    double half = z / scale * Math.sqrt(share * (1 - share) / all + z * z / (4.0 * all * all));
    // What is exactly an end is not to be missed by a last digit.
    double low = some == 0 ? 0 : Math.max(0, middle - half);
    double high = some == all ? 1 : Math.min(1, middle + half);
    return new Interval(low, high, level);
  }
}
