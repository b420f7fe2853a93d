package llmbench.metrics.numbers;

import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t: how far a mean may be off by chance, in standard errors. */
public final class StudentT {

  private StudentT() {}

  /**
   * How many standard errors to both sides hold the true value with this confidence.
   *
   * @param level between 0 and 1
   * @param degrees of freedom, above 0; not whole where Welch's are
   */
  public static double reach(double level, double degrees) {
    return TDistribution.of(degrees).inverseSurvivalProbability((1 - level) / 2);
  }

  /** How likely chance alone brings a value as far from 0 to either side. */
  public static double chance(double standardErrors, double degrees) {
    return 2 * TDistribution.of(degrees).survivalProbability(Math.abs(standardErrors));
  }
}
