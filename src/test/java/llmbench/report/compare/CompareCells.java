package llmbench.report.compare;

import java.util.Locale;
import java.util.OptionalDouble;
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
}
