package llmbench.tokenizer.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.options.syntax.PythonNumbers;

/** The filters that make a number, or have to do with one. */
final class NumberFilters {

  /** As CPython's {@code float.__round__}: with more digits a number stays, with fewer it is 0. */
  private static final int MOST_DIGITS = 323;

  private static final int LEAST_DIGITS = -308;

  /** Powers of ten up to this one are exact as real numbers. */
  private static final int EXACT_POWER = 22;

  private NumberFilters() {}

  static void addTo(Map<String, Filters.Filter> all) {
    Filters.add(all, "abs", List.of(), (value, a) -> absolute(value));
    Filters.add(
        all,
        "float",
        List.of("default"),
        (value, a) -> real(value).<Object>map(number -> number).orElse(a.or(0, 0.0)));
    Filters.add(
        all, "int", List.of("default", "base"), (value, a) -> whole(value, a).orElse(a.or(0, 0L)));
    Filters.add(all, "round", List.of("precision", "method"), (value, a) -> rounded(value, a));
  }

  private static Object absolute(Object value) {
    return Comparisons.compare(value, 0L) < 0 ? Numbers.negative(value) : Numbers.positive(value);
  }

  private static Optional<Double> real(Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.failed();
    }
    if (Numbers.isNumber(value)) {
      return Optional.of(Numbers.real(value));
    }
    if (value instanceof Markup) {
      throw Markup.refused();
    }
    return value instanceof String text
        ? Optional.ofNullable(PythonNumbers.real(digits(text)))
        : Optional.empty();
  }

  /** Without white space, of which Python knows more than Java. */
  private static String digits(String text) {
    if (text.codePoints().anyMatch(c -> c >= 0x80 && Character.isDigit(c))) {
      throw JinjaException.unsupported("a number in digits of another script");
    }
    return Searches.strip(text, Spaces::is, true, true);
  }

  private static Optional<Object> whole(Object value, Bound arguments) {
    if (arguments.number(1, 10) != 10) {
      throw JinjaException.unsupported("the filter 'int' with a base");
    }
    if (Numbers.isWhole(value)) {
      return Optional.of(Numbers.whole(value));
    }
    BigInteger number = value instanceof String text ? PythonNumbers.whole(digits(text)) : null;
    if (number != null) {
      return Optional.of(Numbers.fitting(number));
    }
    if (value instanceof Double real && Double.isInfinite(real)) {
      throw new JinjaException("an infinite number has no whole one");
    }
    return real(value)
        .filter(Double::isFinite)
        .map(real -> Numbers.fitting(new BigDecimal(real).toBigInteger()));
  }

  private static Object rounded(Object value, Bound arguments) {
    int precision = arguments.number(0, 0);
    String method = Texts.text(arguments.or(1, "common"));
    if (!List.of("common", "ceil", "floor").contains(method)) {
      throw new JinjaException("method must be common, ceil or floor");
    }
    if (!method.equals("common")) {
      return rounded(value, precision, method.equals("ceil"));
    }
    if (!Numbers.isWhole(value)) {
      return rounded(Numbers.real(value), precision);
    }
    if (precision < 0) {
      throw JinjaException.unsupported("rounding to tens");
    }
    return Numbers.whole(value);
  }

  private static double rounded(double number, int precision) {
    if (!Double.isFinite(number) || precision > MOST_DIGITS) {
      return number;
    }
    if (precision < LEAST_DIGITS) {
      return Math.copySign(0, number);
    }
    double rounded =
        new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN).doubleValue();
    if (Double.isInfinite(rounded)) {
      throw new JinjaException("the rounded number is too great");
    }
    return Math.copySign(rounded, number);
  }

  /** Up or down, which Python does with whole numbers of any size. */
  private static double rounded(Object value, int precision, boolean up) {
    double number = Numbers.real(value);
    if (!Double.isFinite(number)) {
      throw new JinjaException("a number that is infinite or none can't be rounded");
    }
    if (Math.abs((long) precision) > EXACT_POWER) {
      throw JinjaException.unsupported("rounding to more than " + EXACT_POWER + " digits");
    }
    if (Numbers.isWhole(value) && precision >= 0) {
      return number;
    }
    double power = Math.pow(10, precision);
    double shifted = number * power;
    // Python's ceil and floor are whole numbers, and those have no -0.
    return ((up ? Math.ceil(shifted) : Math.floor(shifted)) + 0.0) / power;
  }
}
