package llmbench.report.evalscope;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import llmbench.metrics.numbers.ShownNumber;
import org.jspecify.annotations.Nullable;

/**
 * One number as evalscope keeps it: rounded once, then shown in several forms.
 *
 * @param value null for a number that isn't there (Python's NaN)
 * @param isWhole whether it is a Python {@code int}
 */
record RoundedNumber(@Nullable BigDecimal value, boolean isWhole) {

  /** Six digits, as {@code %g} has. */
  private static final MathContext G = new MathContext(6, RoundingMode.HALF_EVEN);

  /** A count. */
  static RoundedNumber count(long count) {
    return new RoundedNumber(BigDecimal.valueOf(count), true);
  }

  /**
   * A number by Python's {@code round(value, decimals)}: the exact binary value, ties to even. NaN
   * is a number that isn't there.
   */
  static RoundedNumber rounded(double value, int decimals) {
    return Double.isNaN(value)
        ? new RoundedNumber(null, false)
        : new RoundedNumber(
            new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN), false);
  }

  /** A number that was given, in its shortest decimal form. */
  static RoundedNumber exact(double value) {
    return new RoundedNumber(BigDecimal.valueOf(value), false);
  }

  /** The same number as a Python {@code int}, without decimals. */
  RoundedNumber whole() {
    return new RoundedNumber(value, true);
  }

  /** The value; NaN when it isn't there. */
  double asDouble() {
    return value == null ? Double.NaN : value.doubleValue();
  }

  /** Whether it is there. */
  boolean isThere() {
    return value != null;
  }

  /** Whether it is there and not 0. */
  boolean isSome() {
    return value != null && value.signum() != 0;
  }

  /** As in JSON; {@code null} for a number that isn't there, where evalscope writes NaN. */
  String json() {
    return value == null ? "null" : python(value);
  }

  /** As Python's {@code str()}. */
  String python() {
    return value == null ? "nan" : python(value);
  }

  private String python(BigDecimal number) {
    String plain = plain(number);
    return isWhole || plain.indexOf('.') >= 0 ? plain : plain + ".0";
  }

  /** As {@code %g}: six digits, an exponent from 1e6 and below 1e-4. */
  String general() {
    if (value == null) {
      return "nan";
    }
    BigDecimal digits = new BigDecimal(value.doubleValue()).round(G);
    int exponent = digits.precision() - digits.scale() - 1;
    if (digits.signum() == 0 || (exponent >= -4 && exponent < G.getPrecision())) {
      return plain(digits);
    }
    String sign = exponent < 0 ? "-" : "+";
    String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return plain(digits.movePointLeft(exponent)) + "e" + sign + power;
  }

  /**
   * As 1.14 shows it in tables: scaled, rounded to this many decimals with ties upwards, without
   * trailing zeros; a dash when it isn't there.
   */
  String shown(int decimals, int factor) {
    return ShownNumber.of(asDouble() * factor, decimals);
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
