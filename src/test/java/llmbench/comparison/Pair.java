package llmbench.comparison;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import llmbench.metrics.numbers.Interval;

/**
 * Two columns that are compared, with the letters that a reader knows them by.
 *
 * @param first the one that the other is compared with
 * @param tolerancePercent by so much figures may differ and still agree
 */
record Pair(
    char firstLetter, Column first, char otherLetter, Column other, double tolerancePercent) {

  /** By how much the other figure is larger, in percent of the first; empty if one is missing. */
  OptionalDouble differencePercent(Figure figure) {
    OptionalDouble before = first.figure(figure);
    OptionalDouble after = other.figure(figure);
    if (before.isEmpty() || after.isEmpty()) {
      return OptionalDouble.empty();
    }
    double base = before.getAsDouble();
    double difference = after.getAsDouble() - base;
    return OptionalDouble.of(difference == 0 ? 0 : 100 * difference / Math.abs(base));
  }

  /** Whether both are of single runs, and of two, which tell how far their figures may be off. */
  boolean isOfRuns() {
    return first.noise() instanceof Noise.Parts one
        && other.noise() instanceof Noise.Parts two
        && !one.run().equals(two.run());
  }

  /** How sure that difference is; empty where one of the two doesn't tell how far it may be off. */
  Optional<Apart> apart(Figure figure) {
    OptionalDouble before = first.figure(figure);
    OptionalDouble after = other.figure(figure);
    if (before.isEmpty() || after.isEmpty() || before.getAsDouble() == 0) {
      return Optional.empty();
    }
    return first
        .noise()
        .apart(other.noise(), figure, after.getAsDouble() - before.getAsDouble())
        .map(
            difference ->
                new Apart(
                    difference
                        .interval(Interval.DEFAULT_LEVEL)
                        .times(100 / Math.abs(before.getAsDouble())),
                    difference.chance()));
  }

  /** Whether both have the figure, and it is further apart than they may be. */
  boolean differsIn(Figure figure) {
    OptionalDouble difference = differencePercent(figure);
    return difference.isPresent() && Math.abs(difference.getAsDouble()) > tolerancePercent;
  }

  /** The letter of the column of which {@code is} is true, which it is of one of the two. */
  char letterOf(boolean isOfFirst) {
    return isOfFirst ? firstLetter : otherLetter;
  }

  /** A figure of both, such as {@code A 100.00, B 129.00}. */
  String both(Figure figure) {
    return String.format(
        Locale.ROOT,
        "%c %.2f, %c %.2f",
        firstLetter,
        first.figure(figure).orElse(Double.NaN),
        otherLetter,
        other.figure(figure).orElse(Double.NaN));
  }
}
