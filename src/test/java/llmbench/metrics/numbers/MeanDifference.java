package llmbench.metrics.numbers;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * By how much two means differ, and how far that may be off.
 *
 * @param difference the other's mean less the first's
 * @param standardError of the difference
 * @param degrees of freedom
 */
public record MeanDifference(double difference, double standardError, double degrees) {

  /**
   * Of values that were measured apart, such as a figure of the runs of each side: Welch's t ("The
   * generalization of Student's problem when several different population variances are involved",
   * Biometrika 1947). Both may vary differently.
   *
   * @return empty where a side has fewer than two values
   */
  public static Optional<MeanDifference> welch(MeanEstimate first, MeanEstimate other) {
    if (first.count() < 2 || other.count() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        of(
            other.mean() - first.mean(),
            first.standardError(),
            first.count() - 1,
            other.standardError(),
            other.count() - 1));
  }

  /** Of a difference of two figures with these standard errors and degrees of freedom. */
  public static MeanDifference of(
      double difference, double error, int degrees, double otherError, int otherDegrees) {
    double one = error * error;
    double two = otherError * otherError;
    double both = one + two;
    return new MeanDifference(
        difference,
        Math.sqrt(both),
        both == 0
            ? Math.min(degrees, otherDegrees)
            : both * both / (one * one / degrees + two * two / otherDegrees));
  }

  /**
   * Of values of which each has its counterpart: Student's t of the differences, in which what both
   * have in common is gone.
   *
   * @param first at least two
   * @param other as many, in the same order
   */
  public static MeanDifference paired(double[] first, double[] other) {
    if (first.length != other.length || first.length < 2) {
      throw new IllegalArgumentException(first.length + " and " + other.length + " are no pairs");
    }
    MeanEstimate apart =
        MeanEstimate.of(
            IntStream.range(0, first.length).mapToDouble(i -> other[i] - first[i]).toArray());
    return new MeanDifference(apart.mean(), apart.standardError(), apart.count() - 1.0);
  }

  /** The same of this difference: a statistic that the values only stand for. */
  public MeanDifference at(double known) {
    return new MeanDifference(known, standardError, degrees);
  }

  /** Where the true difference is with this confidence, between 0 and 1. */
  public Interval interval(double level) {
    return Interval.around(difference, StudentT.reach(level, degrees) * standardError, level);
  }

  /** How likely chance alone makes a difference as large, from 0 to 1. */
  public double chance() {
    if (difference == 0) {
      return 1;
    }
    return standardError == 0 ? 0 : StudentT.chance(difference / standardError, degrees);
  }

  /**
   * Which of several differences are more than chance when all are looked at: Holm's correction ("A
   * Simple Sequentially Rejective Multiple Test Procedure", 1979). That one is taken for a
   * difference that is none happens in no more than this share of comparisons.
   *
   * @param chances of each difference
   * @param share between 0 and 1, such as 0.05
   * @return for each whether it is
   */
  public static boolean[] holm(double[] chances, double share) {
    int[] ascending =
        IntStream.range(0, chances.length)
            .boxed()
            .sorted((a, b) -> Double.compare(chances[a], chances[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    boolean[] more = new boolean[chances.length];
    for (int i = 0; i < ascending.length; i++) {
      if (chances[ascending[i]] > share / (chances.length - i)) {
        return more;
      }
      more[ascending[i]] = true;
    }
    return more;
  }
}
