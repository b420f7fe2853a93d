package llmbench.options.slo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A service level objective: a limit on one statistic of a run, such as {@code p99_ttft<=200ms}, or
 * on how far it is from another run's, such as {@code p99_ttft<=baseline+5%}.
 *
 * @param statistic what is measured
 * @param comparison how it has to compare with the limit
 * @param limit in the unit of the statistic; from a baseline in percent of its value, or, of a
 *     share, in points
 * @param isFromBaseline whether the limit is from a baseline
 */
public record Slo(
    SloStatistic statistic, Comparison comparison, double limit, boolean isFromBaseline) {

  /** The setting's name. */
  public static final String OPTION = "slo";

  /** The name of the setting that says which run is the baseline. */
  public static final String BASELINE = "baseline";

  private static final double PERCENT = 100;
  private static final Pattern FORM = Pattern.compile("([\\w.]+)\\s*(<=|>=|<|>|≤|≥)\\s*(.+)");
  private static final Pattern FROM_BASELINE =
      Pattern.compile(BASELINE + "(?:\\s*([+-])\\s*(\\d{1,6}(?:\\.\\d{1,6})?)\\s*%)?");

  /** A limit that stands for itself. */
  public Slo(SloStatistic statistic, Comparison comparison, double limit) {
    this(statistic, comparison, limit, false);
  }

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
    Comparison comparison = Comparison.of(form.group(2));
    String written = form.group(3).strip();
    if (written.startsWith(BASELINE)) {
      return new Slo(statistic, comparison, fromBaseline(written), true);
    }
    return new Slo(statistic, comparison, statistic.unit().read(written));
  }

  private static double fromBaseline(String written) {
    Matcher form = FROM_BASELINE.matcher(written);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + written + "' can't be a limit; expected baseline, baseline+5% or baseline-5%");
    }
    if (form.group(1) == null) {
      return 0;
    }
    double percent = Double.parseDouble(form.group(2));
    return form.group(1).equals("-") ? -percent : percent;
  }

  /** Whether one of these is from a baseline. */
  public static boolean needBaseline(List<Slo> slos) {
    return slos.stream().anyMatch(Slo::isFromBaseline);
  }

  /** The limit that this value of a baseline makes, in the unit of the statistic. */
  public double limitFrom(double baseline) {
    return statistic.unit() == SloUnit.PERCENT
        ? baseline + limit
        : baseline * (PERCENT + limit) / PERCENT;
  }

  /** Its one spelling, such as {@code p99_ttft<=200ms}. */
  public String text() {
    return statistic.name() + comparison.sign + writtenLimit();
  }

  private String writtenLimit() {
    if (!isFromBaseline) {
      return statistic.unit().write(limit);
    }
    return limit == 0
        ? BASELINE
        : BASELINE + (limit < 0 ? "-" : "+") + plain(Math.abs(limit)) + "%";
  }

  /** A number without zeros at its end. */
  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
