package llmbench.metrics.levels;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import llmbench.metrics.numbers.StudentT;

/**
 * From which load on a server's throughput stays as it is. A server with continuous batching works
 * on no more than a capacity of requests at once, each takes the longer the more are beside it, and
 * what is beyond waits: {@link BatchCurve}. The capacity is the one whose curve is nearest to the
 * levels; it is searched for between them in steps of a hundredth. Requests at a rate follow the
 * same form, without what others add.
 *
 * <p>A curve with a bend is always nearer than one without. The bend counts where that is by more
 * than chance explains, by the F test of one parameter more. Of few levels their own errors say
 * little of how large errors are, so that an error of 2 % is taken with the weight of five levels
 * beside them (as Smyth, "Linear models and empirical Bayes methods", 2004, moderates variances).
 *
 * @param curve without a bend, or with it where it counts
 * @param capacity empty where throughput grows up to the last level
 */
record Saturation(BatchCurve curve, OptionalDouble capacity) {

  /** Of fewer loads a bend can't be told from a curve. */
  static final int LEAST_LOADS = 4;

  private static final double STEP = 1.01;
  private static final int PARAMETERS = 3;
  private static final double USUAL_ERROR = 0.02;
  private static final int WEIGHT = 5;
  private static final double LEVEL = 0.95;

  /**
   * That of these levels.
   *
   * @param levels in any order; those with no throughput say nothing
   * @return empty where there are fewer than four loads
   */
  static Optional<Saturation> of(List<LevelFigures> levels) {
    List<LevelFigures> some =
        levels.stream().filter(level -> level.outputThroughput() > 0).toList();
    double[] loads = some.stream().mapToDouble(LevelFigures::load).distinct().sorted().toArray();
    if (loads.length < LEAST_LOADS) {
      return Optional.empty();
    }
    BatchCurve growing = BatchCurve.through(some, Double.POSITIVE_INFINITY);
    BatchCurve best = growing;
    double capacity = loads[loads.length - 1];
    for (double at = loads[1]; at < loads[loads.length - 1]; at *= STEP) {
      BatchCurve bent = BatchCurve.through(some, at);
      if (bent.squares() < best.squares()) {
        best = bent;
        capacity = at;
      }
    }
    return Optional.of(
        counts(growing, best, some.size())
            ? new Saturation(best, OptionalDouble.of(capacity))
            : new Saturation(growing, OptionalDouble.empty()));
  }

  private static boolean counts(BatchCurve growing, BatchCurve bent, int levels) {
    int degrees = levels - PARAMETERS + WEIGHT;
    double variance = (bent.squares() + WEIGHT * USUAL_ERROR * USUAL_ERROR) / degrees;
    double t = StudentT.reach(LEVEL, degrees);
    return growing.squares() - bent.squares() > t * t * variance;
  }
}
