package llmbench.plan.evalscope;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import llmbench.options.syntax.PythonNumbers;
import llmbench.plan.PlanException;

/**
 * What a metric is to keep, or to be. Source: {@code evalscope/perf/sla/sla_criterion.py}, 1.14.1.
 *
 * @param kind of condition
 * @param target in the metric's own unit; 0 of an extreme
 * @param text as evalscope shows it: {@code <= 2000 ms}, {@code max}
 */
public record SlaCondition(Kind kind, double target, String text) {

  /** How a value is held against the target. */
  public enum Kind {
    // The longer of two signs first: the one begins like the other.
    AT_MOST("<="),
    AT_LEAST(">="),
    BELOW("<"),
    ABOVE(">"),
    MAX("max"),
    MIN("min");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }

    /** As it is written. */
    public String sign() {
      return sign;
    }

    /** Whether it asks for the most or the least, and not for a limit. */
    public boolean isExtreme() {
      return this == MAX || this == MIN;
    }
  }

  /** A sixth of an em, which comes along when a limit is copied out of a text. */
  private static final String NARROW_BLANK = "\u2006";

  private static final Pattern THRESHOLD =
      Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)\\s*([A-Za-z/%]*)");

  /** Whether a value keeps it. Every value keeps an extreme. */
  boolean isKeptBy(double value) {
    return switch (kind) {
      case AT_MOST -> value <= target;
      case AT_LEAST -> value >= target;
      case BELOW -> value < target;
      case ABOVE -> value > target;
      case MAX, MIN -> true;
    };
  }

  /**
   * The condition that a text asks for: {@code create_criterion()}.
   *
   * @throws PlanException in the tool's own words
   */
  static SlaCondition of(String given, SlaMetric metric) {
    String text = given.strip().replace("≤", "<=").replace("≥", ">=").replace("≧", ">=");
    text = text.replace(NARROW_BLANK, "");
    for (Kind kind : Kind.values()) {
      if (kind.isExtreme() ? text.equals(kind.sign) : text.startsWith(kind.sign)) {
        return kind.isExtreme() ? new SlaCondition(kind, 0, kind.sign) : limit(kind, text, metric);
      }
    }
    throw new PlanException(
        "Invalid SLA param format: " + text + ". Expected format: \"<=0.02\", \">=0.5\", etc.");
  }

  private static SlaCondition limit(Kind kind, String text, SlaMetric metric) {
    Matcher threshold = THRESHOLD.matcher(text.substring(kind.sign.length()).strip());
    if (!threshold.matches()) {
      throw new PlanException("Invalid target value in SLA param: " + text);
    }
    double number = finite(Double.parseDouble(threshold.group(1)), text);
    String unit = threshold.group(2);
    if (!unit.isEmpty() && !unit.equals(metric.unit())) {
      double factor = seconds(unit) / seconds(metric.unit());
      if (Double.isNaN(factor)) {
        throw new PlanException(
            "Unit '%s' does not match the unit of this metric ('%s'): %s"
                .formatted(unit, metric.unit(), text));
      }
      number = finite(number * factor, text);
    }
    return new SlaCondition(kind, number, kind.sign + " " + shown(number, metric));
  }

  /** How many a unit is; NaN of one that is no time. */
  private static double seconds(String unit) {
    return switch (unit) {
      case "s" -> 1.0;
      case "ms" -> 0.001;
      default -> Double.NaN;
    };
  }

  private static double finite(double number, String text) {
    if (!Double.isFinite(number)) {
      throw new PlanException("Invalid target value in SLA param: " + text);
    }
    return number;
  }

  /** {@code format_sla_operand()}: all digits, so that what is compared can be seen. */
  static String shown(double value, SlaMetric metric) {
    String number = PythonNumbers.repr(value);
    return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number)
        + " "
        + metric.unit();
  }
}
