package llmbench.target;

import java.math.BigDecimal;
import java.time.Duration;

/** Times as people say them. */
public final class Spoken {

  private static final int MILLI_DIGITS = 3;

  private Spoken() {}

  /** Seconds; whole minutes or hours where there are several of them. */
  public static String time(Duration time) {
    boolean whole = time.toSecondsPart() == 0 && time.toNanosPart() == 0;
    if (!whole || time.toMinutes() < 2) {
      BigDecimal seconds = BigDecimal.valueOf(time.toMillis(), MILLI_DIGITS);
      return seconds.stripTrailingZeros().toPlainString() + " s";
    }
    return time.toMinutesPart() > 0 || time.toHours() < 2
        ? time.toMinutes() + " minutes"
        : time.toHours() + " hours";
  }
}
