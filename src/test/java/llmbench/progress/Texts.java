package llmbench.progress;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as the line shows them: short, and readable in passing. */
final class Texts {

  /** What isn't known. */
  static final String UNKNOWN = "–";

  private static final String[] LARGE = {"k", "M", "G", "T", "P", "E"};
  private static final int PLAIN_BELOW = 10_000;
  private static final double SHOW_DECIMAL_BELOW = 9.95;
  private static final double MILLIS_BELOW = 10_000;
  private static final double SECONDS_DECIMAL_BELOW = 99.95;
  private static final int MILLIS_PER_SECOND = 1000;
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;
  private static final long DAY = 24L * HOUR;
  private static final long HOURS_BELOW = 100L * HOUR;
  private static final long MAX_DAYS = 9999;

  private Texts() {}

  /** Minutes and seconds, with hours or days where there are any. */
  static String clock(long seconds) {
    if (seconds < HOUR) {
      return format("%d:%02d", seconds / MINUTE, seconds % MINUTE);
    }
    if (seconds < HOURS_BELOW) {
      return format("%d:%02d:%02d", seconds / HOUR, seconds / MINUTE % MINUTE, seconds % MINUTE);
    }
    long days = seconds / DAY;
    return days > MAX_DAYS ? UNKNOWN : format("%dd %02dh", days, seconds / HOUR % (DAY / HOUR));
  }

  /** Seconds still to come, rounded up, so that 0 is none at all. */
  static String clockUp(OptionalDouble seconds) {
    return seconds.isEmpty() ? UNKNOWN : clock((long) Math.ceil(seconds.getAsDouble()));
  }

  /** A count, with commas or shortened. */
  static String count(double number, boolean shortened) {
    return shortened ? shortened(number) : format("%,.0f", number);
  }

  private static String shortened(double number) {
    if (number < PLAIN_BELOW - 0.5) {
      return format("%.0f", number);
    }
    int unit = -1;
    double value = number;
    while (value >= 999.5 && unit < LARGE.length - 1) {
      value /= 1000;
      unit++;
    }
    return format(value < SHOW_DECIMAL_BELOW ? "%.1f" : "%.0f", value) + LARGE[unit];
  }

  /** Milliseconds, as seconds where there are many. */
  static String millis(OptionalDouble millis) {
    if (millis.isEmpty()) {
      return UNKNOWN;
    }
    double value = millis.getAsDouble();
    if (value < MILLIS_BELOW) {
      return format(value < SHOW_DECIMAL_BELOW ? "%.1f ms" : "%,.0f ms", value);
    }
    double seconds = value / MILLIS_PER_SECOND;
    return format(seconds < SECONDS_DECIMAL_BELOW ? "%.1f s" : "%,.0f s", seconds);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
