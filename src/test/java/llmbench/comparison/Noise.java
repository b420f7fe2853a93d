package llmbench.comparison;

import java.util.Map;
import java.util.Optional;
import llmbench.metrics.numbers.MeanDifference;
import llmbench.metrics.numbers.MeanEstimate;

/** What is known of how far the figures of a column may be off. */
sealed interface Noise {

  /** Nothing: a tool's result doesn't have its single requests. */
  Noise UNKNOWN = new Repeats(Map.of());

  /**
   * How far the difference of a figure of this column and another's may be off; empty where one of
   * the two doesn't tell.
   *
   * @param difference the other's less this one's
   */
  Optional<MeanDifference> apart(Noise other, Figure figure, double difference);

  /** The figures of several runs: how runs differ from each other is in them. */
  record Repeats(Map<Figure, double[]> values) implements Noise {

    @Override
    public Optional<MeanDifference> apart(Noise other, Figure figure, double difference) {
      if (!(other instanceof Repeats those)
          || !values.containsKey(figure)
          || !those.values.containsKey(figure)) {
        return Optional.empty();
      }
      return MeanDifference.welch(
          MeanEstimate.of(values.get(figure)), MeanEstimate.of(those.values.get(figure)));
    }
  }

  /**
   * The parts of a single run. What makes a run differ from the next as a whole isn't in them.
   *
   * @param run whose they are: one that is read by two definitions differs from itself in nothing
   *     but these
   * @param parts how many there are
   * @param values of the parts of each mean and rate, in the order of time
   * @param errors standard errors of the percentiles
   */
  record Parts(String run, int parts, Map<Figure, double[]> values, Map<Figure, Double> errors)
      implements Noise {

    @Override
    public Optional<MeanDifference> apart(Noise other, Figure figure, double difference) {
      if (!(other instanceof Parts those) || run.equals(those.run)) {
        return Optional.empty();
      }
      double[] one = values.get(figure);
      double[] two = those.values.get(figure);
      if (one != null && two != null) {
        // Part for part: how a run begins and ends, which is no noise, is in both.
        return one.length == two.length
            ? Optional.of(MeanDifference.paired(one, two).at(difference))
            : MeanDifference.welch(MeanEstimate.of(one), MeanEstimate.of(two))
                .map(apart -> apart.at(difference));
      }
      Double error = errors.get(figure);
      Double otherError = those.errors.get(figure);
      return error == null || otherError == null
          ? Optional.empty()
          : Optional.of(
              MeanDifference.of(difference, error, parts - 1, otherError, those.parts - 1));
    }
  }
}
