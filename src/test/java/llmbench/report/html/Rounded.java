package llmbench.report.html;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;
import llmbench.metrics.numbers.Series;
import org.jspecify.annotations.Nullable;

/** Numbers of the page: rounded, and as short as can be. */
final class Rounded {

  /** As the tools' blocks show times and rates. */
  static final int SHOWN = 2;

  private Rounded() {}

  /** To this many decimals, ties to even, as Python rounds; null of what is no number. */
  static @Nullable BigDecimal of(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return null;
    }
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
  }

  /** The same; null where there is none. */
  static @Nullable BigDecimal of(OptionalDouble value, int decimals) {
    return value.isPresent() ? of(value.getAsDouble(), decimals) : null;
  }

  /** In words: as short as can be. */
  static String plain(double value, int decimals) {
    BigDecimal rounded = of(value, decimals);
    return rounded == null ? "–" : rounded.toPlainString();
  }

  /** As a tool's block shows it. */
  static String text(double value) {
    return new BigDecimal(value).setScale(SHOWN, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** Each of them. */
  static List<@Nullable BigDecimal> all(Series values, int decimals) {
    return values.stream().<@Nullable BigDecimal>mapToObj(value -> of(value, decimals)).toList();
  }
}
