package llmbench.comparison;

import java.util.Locale;
import java.util.OptionalDouble;

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
