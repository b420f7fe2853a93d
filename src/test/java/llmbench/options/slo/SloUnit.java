package llmbench.options.slo;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The unit of a statistic that can have a limit, and how a limit is written in it. */
public enum SloUnit {
  /** Milliseconds: {@code 200ms}, {@code 0.2s}, {@code 200us}; a bare number is milliseconds. */
  MILLIS("ms", "a time such as 200ms or 0.2s"),
  /** Seconds: {@code 60s}, {@code 500ms}, {@code 5min}; a bare number is seconds. */
  SECONDS("s", "a time such as 60s or 5min"),
  /** Something a second: a number, {@code /s}, {@code tok/s} or {@code req/s} after it or not. */
  PER_SECOND("/s", "a number such as 5000"),
  /** A share of all, kept as percent: {@code 1%}; a bare number is a share below 1. */
  PERCENT("%", "a share such as 1% or 0.01"),
  /** A number of requests. */
  COUNT("", "a number of requests");

  private static final Pattern LIMIT =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE]([+-]?\\d{1,2}))?\\s*([%/a-z]*)");

  private final String symbol;
  private final String expected;

  SloUnit(String symbol, String expected) {
    this.symbol = symbol;
    this.expected = expected;
  }

  /** What follows a value; empty for counts. */
  public String symbol() {
    return symbol;
  }

  /** A limit as it is written. */
  String write(double limit) {
    return Slo.plain(limit) + (this == PER_SECOND ? "" : symbol);
  }

  /**
   * Reads a limit.
   *
   * @throws IllegalArgumentException that says what was expected
   */
  double read(String text) {
    Matcher limit = LIMIT.matcher(text);
    if (limit.matches()) {
      String exponent = limit.group(2);
      BigDecimal number =
          new BigDecimal(limit.group(1))
              .scaleByPowerOfTen(exponent == null ? 0 : Integer.parseInt(exponent));
      String factor = factor(limit.group(3), number);
      if (factor != null) {
        return number.multiply(new BigDecimal(factor)).doubleValue();
      }
    }
    throw new IllegalArgumentException("'" + text + "' can't be its limit; expected " + expected);
  }

  /** Null where the number can't be followed by this. */
  private @Nullable String factor(String behind, BigDecimal number) {
    if (!behind.isEmpty()) {
      return factors().get(behind);
    }
    if (this == PERCENT) {
      // Who writes 5 means 5 %, and who writes 1 hardly means all.
      return number.compareTo(BigDecimal.ONE) >= 0 ? null : "100";
    }
    return "1";
  }

  /** What may follow a number, and how many of the unit it is. */
  private Map<String, String> factors() {
    return switch (this) {
      case MILLIS -> Map.of("ms", "1", "s", "1000", "us", "0.001");
      case SECONDS -> Map.of("s", "1", "ms", "0.001", "min", "60");
      case PER_SECOND -> Map.of("/s", "1", "tok/s", "1", "req/s", "1");
      case PERCENT -> Map.of("%", "1");
      case COUNT -> Map.of();
    };
  }
}
