package llmbench.options.slo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A service level objective: a limit on one statistic of a run, such as {@code p99_ttft<=200ms}.
 *
 * @param statistic what is measured
 * @param comparison how it has to compare with the limit
 * @param limit in the unit of the statistic
 */
public record Slo(SloStatistic statistic, Comparison comparison, double limit) {

  /** The setting's name. */
  public static final String OPTION = "slo";

  private static final Pattern FORM = Pattern.compile("([\\w.]+)\\s*(<=|>=|<|>|≤|≥)\\s*(.+)");

  /** How a statistic has to compare with its limit. */
  public enum Comparison {
    /** The limit itself will do. */
    AT_MOST("<="),
    /** Less than the limit. */
    BELOW("<"),
    /** The limit itself will do. */
    AT_LEAST(">="),
    /** More than the limit. */
    ABOVE(">");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    /** As it is written. */
    public String sign() {
      return sign;
    }

    /** Whether a measured value keeps the limit. */
    public boolean holds(double measured, double limit) {
      return switch (this) {
        case AT_MOST -> measured <= limit;
        case BELOW -> measured < limit;
        case AT_LEAST -> measured >= limit;
        case ABOVE -> measured > limit;
      };
    }

    private static Comparison of(String sign) {
      return switch (sign) {
        case "<=", "≤" -> AT_MOST;
        case "<" -> BELOW;
        case ">=", "≥" -> AT_LEAST;
        default -> ABOVE;
      };
    }
  }

  /**
   * Those of a list with commas between; empty for a blank one.
   *
   * @throws IllegalArgumentException that says of each that can't be read why not
   */
  public static List<Slo> list(String text) {
    List<Slo> slos = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      try {
        slos.add(one(part.strip()));
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return List.copyOf(slos);
  }

  /** Why a list can't be read; null where it can. */
  public static @Nullable String whyNone(String text) {
    try {
      return list(text).isEmpty() ? "there is none" : null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private static Slo one(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' doesn't have the form STATISTIC<=LIMIT (or <, >=, >)");
    }
    SloStatistic statistic = SloStatistic.of(form.group(1));
    double limit = statistic.unit().read(form.group(3).strip());
    return new Slo(statistic, Comparison.of(form.group(2)), limit);
  }

  /** Its one spelling, such as {@code p99_ttft<=200ms}. */
  public String text() {
    return statistic.name() + comparison.sign + statistic.unit().write(limit);
  }

  /** A number without zeros at its end. */
  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
