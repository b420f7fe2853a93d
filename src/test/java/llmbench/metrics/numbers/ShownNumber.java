package llmbench.metrics.numbers;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers as evalscope 1.14 shows them: the shortest decimals of the value, rounded with ties
 * upwards, without trailing zeros. Source: {@code _format_number()} in {@code
 * evalscope/metrics/semantics/formatting.py}.
 */
public final class ShownNumber {

  /** Where a number isn't there, or isn't finite. */
  public static final String MISSING = "—";

  private ShownNumber() {}

  /** A value with at most so many decimals. */
  public static String of(double value, int decimals) {
    return Double.isFinite(value) ? of(BigDecimal.valueOf(value), decimals) : MISSING;
  }

  /** Likewise of a number that is decimal already. */
  public static String of(BigDecimal value, int decimals) {
    BigDecimal up =
        value
            .movePointRight(decimals)
            .add(new BigDecimal("0.5"))
            .setScale(0, RoundingMode.FLOOR)
            .movePointLeft(decimals);
    return up.signum() == 0 ? "0" : up.stripTrailingZeros().toPlainString();
  }
}
