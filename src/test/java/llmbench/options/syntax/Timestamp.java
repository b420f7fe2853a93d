package llmbench.options.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A point in time as evalscope's {@code workload_trace} takes it, in seconds: a number, a number in
 * a text, or a date and time of ISO 8601, without a zone in UTC. True is 1, as in Python.
 *
 * <p>Source: {@code evalscope/perf/plugin/datasets/workload_trace.py}, {@code
 * _normalise_timestamp}, with the {@code datetime.fromisoformat} of Python 3.11, but for dates by
 * weeks.
 */
public final class Timestamp {

  private static final Pattern ISO_8601 =
      Pattern.compile(
          "(?<year>\\d{4})(?<dash>-?)(?<month>\\d\\d)\\k<dash>(?<day>\\d\\d)"
              + "(?:.(?<hour>\\d\\d)"
              + "(?:(?<colon>:?)(?<minute>\\d\\d)"
              + "(?:\\k<colon>(?<second>\\d\\d)(?:[.,](?<fraction>\\d+))?)?)?"
              + "(?:(?<sign>[+-])(?<hours>\\d\\d)"
              + "(?::?(?<minutes>\\d\\d)(?::?(?<seconds>\\d\\d))?)?)?)?",
          Pattern.DOTALL);

  private static final int MICROS_DIGITS = 6;

  private Timestamp() {}

  /** The seconds; null where it is none. */
  public static @Nullable Double seconds(JsonNode value) {
    Double seconds = null;
    if (value.isNumber()) {
      seconds = value.doubleValue();
    } else if (value.isBoolean()) {
      seconds = value.booleanValue() ? 1.0 : 0.0;
    } else if (value.isTextual()) {
      String text = value.textValue().strip();
      Double number = PythonNumbers.real(text);
      seconds = number != null ? number : ofDateAndTime(text);
    }
    return seconds == null || !Double.isFinite(seconds) ? null : seconds;
  }

  /** {@code datetime.fromisoformat(text).timestamp()}. */
  private static @Nullable Double ofDateAndTime(String text) {
    Matcher parts = ISO_8601.matcher(text.replaceFirst("[Zz]$", "+00:00"));
    if (!parts.matches()) {
      return null;
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              part(parts, "year"),
              part(parts, "month"),
              part(parts, "day"),
              part(parts, "hour"),
              part(parts, "minute"),
              part(parts, "second"));
      return BigDecimal.valueOf(local.toEpochSecond(zone(parts)))
          .add(BigDecimal.valueOf(micros(parts), MICROS_DIGITS))
          .doubleValue();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static ZoneOffset zone(Matcher parts) {
    int sign = "-".equals(parts.group("sign")) ? -1 : 1;
    return ZoneOffset.ofHoursMinutesSeconds(
        sign * part(parts, "hours"), sign * part(parts, "minutes"), sign * part(parts, "seconds"));
  }

  /** Python keeps six digits. */
  private static int micros(Matcher parts) {
    String digits = parts.group("fraction");
    return digits == null ? 0 : Integer.parseInt((digits + "00000").substring(0, MICROS_DIGITS));
  }

  private static int part(Matcher parts, String name) {
    String digits = parts.group(name);
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
