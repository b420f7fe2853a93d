package llmbench.tokenizer.jinja;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The filters that make a number, or have to do with one. */
final class NumberFilters {

  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+(_\\d+)*");
  private static final Pattern REAL =
      Pattern.compile("[+-]?(\\d+(_\\d+)*\\.?(\\d+(_\\d+)*)?|\\.\\d+(_\\d+)*)([eE][+-]?\\d+)?");

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
    if (!(value instanceof String text)) {
      return Optional.empty();
    }
    String stripped = Searches.strip(text, Spaces::is, true, true);
    if (stripped.matches("(?i)[+-]?(inf|infinity|nan)")) {
      throw JinjaException.unsupported("a number that is infinite or none");
    }
    return REAL.matcher(stripped).matches()
        ? Optional.of(Double.valueOf(stripped.replace("_", "")))
        : Optional.empty();
  }

  private static Optional<Object> whole(Object value, Bound arguments) {
    if (arguments.number(1, 10) != 10) {
      throw JinjaException.unsupported("the filter 'int' with a base");
    }
    if (Numbers.isWhole(value)) {
      return Optional.of(Numbers.whole(value));
    }
    if (value instanceof String text) {
      String stripped = Searches.strip(text, Spaces::is, true, true);
      if (WHOLE.matcher(stripped).matches()) {
        return Optional.of(cut(new BigDecimal(stripped.replace("_", ""))));
      }
    }
    return real(value).map(number -> cut(new BigDecimal(number)));
  }

  private static Object cut(BigDecimal number) {
    BigDecimal whole = number.setScale(0, RoundingMode.DOWN);
    if (whole.unscaledValue().bitLength() > 63) {
      throw JinjaException.unsupported("a whole number of more than 64 bits");
    }
    return whole.longValueExact();
  }

  private static Object rounded(Object value, Bound arguments) {
    int precision = arguments.number(0, 0);
    String method = Texts.text(arguments.or(1, "common"));
    if (!List.of("common", "ceil", "floor").contains(method)) {
      throw new JinjaException("method must be common, ceil or floor");
    }
    if (method.equals("common")) {
      if (Numbers.isWhole(value) && precision >= 0) {
        return Numbers.whole(value);
      }
      if (Numbers.isWhole(value)) {
        throw JinjaException.unsupported("rounding to tens");
      }
      double number = Numbers.real(value);
      BigDecimal rounded = new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN);
      return Math.copySign(rounded.doubleValue(), number);
    }
    double power = Math.pow(10, precision);
    double shifted = Numbers.real(value) * power;
    return (method.equals("ceil") ? Math.ceil(shifted) : Math.floor(shifted)) / power;
  }
}
