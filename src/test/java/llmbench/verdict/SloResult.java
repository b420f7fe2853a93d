package llmbench.verdict;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;
import llmbench.options.slo.Slo;
import llmbench.options.slo.SloUnit;

/**
 * What a run made of a limit on one of its statistics.
 *
 * @param slo as it was asked for
 * @param limit that it is held to
 * @param measured in the unit of its statistic; empty where it could not be measured, which keeps
 *     no limit
 */
public record SloResult(Slo slo, SloLimit limit, OptionalDouble measured) {

  /** Shown of a measured value; more where fewer would show the limit itself. */
  private static final int DECIMALS = 2;

  private static final int MAX_DECIMALS = 9;

  /** Of a limit that stands for itself. */
  public SloResult(Slo slo, OptionalDouble measured) {
    this(slo, SloLimit.of(slo), measured);
  }

  /** Whether the limit is kept. By the value as measured, not as shown. */
  public boolean kept() {
    return measured.isPresent()
        && limit.value().isPresent()
        && slo.comparison().holds(measured.getAsDouble(), limit.value().getAsDouble());
  }

  /** The measured value with its unit, such as {@code 97.10 ms}. */
  public String measuredText() {
    return measured.isPresent() ? withUnit(shown(measured.getAsDouble())) : "not measured";
  }

  /** The limit with its unit, such as {@code 200 ms}. */
  public String limitText() {
    if (limit.value().isEmpty()) {
      return "none";
    }
    return limit.baseline().isEmpty()
        ? withUnit(DoubtNumbers.plain(limit.value().getAsDouble()))
        : valueText(limit.value().getAsDouble());
  }

  /** The limit in the unit of the statistic; empty where its baseline has none. */
  public OptionalDouble limitValue() {
    return limit.value();
  }

  /** The value of its baseline; empty of a limit that stands for itself. */
  public OptionalDouble baseline() {
    return limit.baseline();
  }

  /** How far the value is from the limit, such as {@code 51.5 % below its limit}. */
  public String margin() {
    if (measured.isEmpty()) {
      return "no request has a value for it";
    }
    if (limit.value().isEmpty()) {
      return limit.whyNone();
    }
    double bound = limit.value().getAsDouble();
    double off = measured.getAsDouble() - bound;
    if (off == 0) {
      return "exactly its limit";
    }
    String side = off < 0 ? " below its limit" : " above its limit";
    // Of shares and counts people think in points, and a limit of 0 has no percent.
    boolean absolute =
        bound == 0
            || slo.statistic().unit() == SloUnit.PERCENT
            || slo.statistic().unit() == SloUnit.COUNT;
    return absolute
        ? points(Math.abs(off)) + side
        : percent(100 * Math.abs(off) / Math.abs(bound)) + side;
  }

  /** Limit, measured value and margin in a line. */
  public String line() {
    return slo.text() + ": " + measuredText() + ", " + margin() + baselineText();
  }

  /** The limit, and what it is from; empty of one that stands for itself. */
  private String baselineText() {
    return limit.baseline().isEmpty()
        ? ""
        : " (limit "
            + limitText()
            + ", baseline "
            + valueText(limit.baseline().getAsDouble())
            + ")";
  }

  private String valueText(double value) {
    return withUnit(
        slo.statistic().unit() == SloUnit.COUNT
            ? DoubtNumbers.plain(value)
            : String.format(Locale.ROOT, "%.2f", value));
  }

  private String points(double off) {
    String number = shown(off);
    return slo.statistic().unit() == SloUnit.PERCENT ? number + " points" : withUnit(number);
  }

  private static String percent(double percent) {
    return percent < 0.05 ? "less than 0.1 %" : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  private String withUnit(String number) {
    SloUnit unit = slo.statistic().unit();
    return unit == SloUnit.COUNT ? number : number + " " + unit.symbol();
  }

  /** With as many decimals as tell it from the limit. */
  private String shown(double value) {
    if (slo.statistic().unit() == SloUnit.COUNT) {
      return DoubtNumbers.plain(value);
    }
    BigDecimal exact = BigDecimal.valueOf(value);
    BigDecimal bound = BigDecimal.valueOf(limit.value().orElse(value));
    int decimals = DECIMALS;
    while (decimals < MAX_DECIMALS
        && exact.compareTo(bound) != 0
        && exact.setScale(decimals, RoundingMode.HALF_EVEN).compareTo(bound) == 0) {
      decimals++;
    }
    return exact.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
