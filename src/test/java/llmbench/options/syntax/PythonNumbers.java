package llmbench.options.syntax;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as Python reads and writes them: the tools are Python, their files hold these. */
public final class PythonNumbers {

  /** Taken as a whole: a regular expression that may go back nests once a group. */
  private static final String DIGITS = "\\d++(?:_\\d++)*+";

  private static final Pattern WHOLE = Pattern.compile("[+-]?" + DIGITS);
  private static final Pattern FLOAT =
      Pattern.compile("[+-]?(?:D\\.?(?:D)?|\\.D)(?:[eE][+-]?D)?".replace("D", DIGITS));
  private static final Pattern SPECIAL = Pattern.compile("([+-]?)(inf|infinity|nan)");

  /** From this decimal exponent on {@code repr} writes an exponent. */
  private static final int LARGE_EXPONENT = 16;

  /** Below this decimal exponent {@code repr} writes an exponent. */
  private static final int SMALL_EXPONENT = -4;

  /** {@code sys.get_int_max_str_digits()}: time grows with their square. */
  private static final int MOST_DIGITS = 4_300;

  private PythonNumbers() {}

  /** What {@code int(text)} gives; null where it raises, as of a number of too many digits. */
  public static @Nullable BigInteger whole(String text) {
    String number = text.strip();
    if (!WHOLE.matcher(number).matches()) {
      return null;
    }
    String digits = number.replace("_", "").replaceFirst("^\\+", "");
    boolean tooLong = digits.length() - (digits.startsWith("-") ? 1 : 0) > MOST_DIGITS;
    return tooLong ? null : new BigInteger(digits);
  }

  /** What {@code float(text)} gives; null where it raises. */
  public static @Nullable Double real(String text) {
    String number = text.strip();
    Matcher special = SPECIAL.matcher(number.toLowerCase(Locale.ROOT));
    if (special.matches()) {
      double value = "nan".equals(special.group(2)) ? Double.NaN : Double.POSITIVE_INFINITY;
      return "-".equals(special.group(1)) ? -value : value;
    }
    if (!FLOAT.matcher(number).matches()) {
      return null;
    }
    return Double.valueOf(number.replace("_", ""));
  }

  /** What {@code repr(value)} gives: the shortest text that reads back as the same value. */
  public static String repr(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    String java = NumberOutput.toString(value, true);
    if (java.indexOf('E') < 0) {
      return java;
    }
    BigDecimal shortest = shortest(value, java).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= SMALL_EXPONENT && exponent < LARGE_EXPONENT) {
      String plain = shortest.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String digits = shortest.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String sign = value < 0 ? "-" : "";
    return String.format(
        Locale.ROOT, "%s%se%s%02d", sign, mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /**
   * The shortest digits that read back as the same value. Jackson's writer gives them (Java 17's
   * own sometimes gives one more), except for values that one digit would do for: it gives two. Two
   * that are not the one followed by 0 are found for subnormal values only: the others are too
   * dense.
   */
  private static BigDecimal shortest(double value, String java) {
    BigDecimal digits = new BigDecimal(java);
    if (Math.abs(value) >= Double.MIN_NORMAL) {
      return digits;
    }
    BigDecimal one = new BigDecimal(value).round(new MathContext(1, RoundingMode.HALF_EVEN));
    return one.doubleValue() == value ? one : digits;
  }
}
