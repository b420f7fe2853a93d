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
 * @param slo the limit
 * @param measured in the unit of its statistic; empty where it could not be measured, which keeps
 *     no limit
 */
public record SloResult(Slo slo, OptionalDouble measured) {

  /** Shown of a measured value; more where fewer would show the limit itself. */
  private static final int DECIMALS = 2;

  private static final int MAX_DECIMALS = 9;

  /** Whether the limit is kept. By the value as measured, not as shown. */
  public boolean kept() {
    return measured.isPresent() && slo.comparison().holds(measured.getAsDouble(), slo.limit());
  }

  /** The measured value with its unit, such as {@code 97.10 ms}. */
  public String measuredText() {
    return measured.isPresent() ? withUnit(shown(measured.getAsDouble())) : "not measured";
  }

  /** The limit with its unit, such as {@code 200 ms}. */
  public String limitText() {
    return withUnit(DoubtNumbers.plain(slo.limit()));
  }

  /** How far the value is from the limit, such as {@code 51.5 % below its limit}. */
  public String margin() {
    if (measured.isEmpty()) {
      return "no request has a value for it";
    }
    double off = measured.getAsDouble() - slo.limit();
    if (off == 0) {
      return "exactly its limit";
    }
    String side = off < 0 ? " below its limit" : " above its limit";
    // Of shares and counts people think in points, and a limit of 0 has no percent.
    boolean absolute =
        slo.limit() == 0
            || slo.statistic().unit() == SloUnit.PERCENT
            || slo.statistic().unit() == SloUnit.COUNT;
    return absolute
        ? points(Math.abs(off)) + side
        : percent(100 * Math.abs(off) / slo.limit()) + side;
  }

  /** Limit, measured value and margin in a line. */
  public String line() {
    return slo.text() + ": " + measuredText() + ", " + margin();
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
    BigDecimal limit = BigDecimal.valueOf(slo.limit());
    int decimals = DECIMALS;
    while (decimals < MAX_DECIMALS
        && exact.compareTo(limit) != 0
        && exact.setScale(decimals, RoundingMode.HALF_EVEN).compareTo(limit) == 0) {
      decimals++;
    }
    return exact.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
