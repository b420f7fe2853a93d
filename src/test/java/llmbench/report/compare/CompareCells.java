package llmbench.report.compare;

import java.util.Locale;
import java.util.OptionalDouble;
import llmbench.comparison.Comparison;
import llmbench.comparison.Figure;

/** What stands in the cells of a comparison, as text and on the page. */
public final class CompareCells {

  /** What is less is shown as nothing. */
  private static final double MIN_PERCENT = 0.05;

  private CompareCells() {}

  /** A figure; a dash where it was not measured. */
  public static String value(OptionalDouble value, Figure figure) {
    return value.isEmpty()
        ? "-"
        : String.format(Locale.ROOT, "%." + figure.decimals() + "f", value.getAsDouble());
  }

  /** By how much a figure is larger; empty where it isn't compared. */
  public static String percent(OptionalDouble percent) {
    if (percent.isEmpty()) {
      return "";
    }
    double value = percent.getAsDouble();
    if (!Double.isFinite(value)) {
      return "from 0";
    }
    // What rounds to nothing has no sign.
    return String.format(Locale.ROOT, "%+.1f %%", Math.abs(value) < MIN_PERCENT ? 0 : value);
  }

  /** How far a difference may be off, such as {@code ±0.4}; empty where nobody can say. */
  static String reach(Comparison.Cell cell) {
    return cell.apart()
        .map(apart -> String.format(Locale.ROOT, "±%.1f", apart.percent().halfWidth()))
        .orElse("");
  }

  /** By how much a figure is larger, and how far that may be off. */
  public static String difference(Comparison.Cell cell) {
    return (percent(cell.differencePercent()) + " " + reach(cell)).strip();
  }
}
