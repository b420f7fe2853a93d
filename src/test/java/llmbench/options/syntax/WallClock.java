package llmbench.options.syntax;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A moment by the wall clock, the same one wherever it is read: a date and time of ISO 8601 with
 * its zone, such as {@code 2026-11-30T12:00:00Z}, or seconds since 1970, such as what {@code date
 * +%s} prints.
 */
public final class WallClock {

  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

  private WallClock() {}

  /** The moment that a text names; null when it names none. */
  public static @Nullable Instant read(String text) {
    String stripped = text.strip();
    try {
      if (!SECONDS.matcher(stripped).matches()) {
        return OffsetDateTime.parse(stripped).toInstant();
      }
      BigInteger[] parts =
          new BigDecimal(stripped)
              .multiply(NANOS)
              .toBigInteger()
              .divideAndRemainder(NANOS.toBigInteger());
      return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The one spelling of a text that names one. */
  public static String normal(String text) {
    Instant moment = read(text);
    return moment == null ? text : moment.toString();
  }
}
