package llmbench.llm;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.function.ToLongFunction;

/** A time of the stream that is to be compared with a limit: the first step of a check. */
public final class TimeCheck {

  private static final int FEW_DIGITS = 2;

  /** Places that the decimal point moves. */
  private static final int NANOS_TO_MILLIS = 6;

  private final String name;
  private final ToLongFunction<LlmResult> nanos;

  TimeCheck(String name, ToLongFunction<LlmResult> nanos) {
    this.name = name;
    this.nanos = nanos;
  }

  /** Fails the request unless the time is less than {@code limit}. */
  public SseCheck lt(Duration limit) {
    return check("less than", limit, (time, most) -> time < most);
  }

  /** Fails the request unless the time is at most {@code limit}. */
  public SseCheck lte(Duration limit) {
    return check("at most", limit, (time, most) -> time <= most);
  }

  private SseCheck check(String relation, Duration limit, Relation holds) {
    long limitNanos = limit.toNanos();
    String missed = " ms, not " + relation + " " + millis(limitNanos) + " ms";
    String missing = name + " is not known: no output token came";
    String whole = name + " is not known: the answer came whole; was \"stream\": true sent?";
    return (session, result) -> {
      long time = nanos.applyAsLong(result);
      if (time < 0) {
        return new SseCheck.Outcome(session, result.unstreamed() ? whole : missing);
      }
      return holds.test(time, limitNanos)
          ? new SseCheck.Outcome(session, null)
          : new SseCheck.Outcome(
              session, name + " is " + seen(time, limitNanos, holds) + missed, true);
    };
  }

  /**
   * The time that was seen, with two digits, since Gatling keeps every different message for ever;
   * with more where two would show one that keeps the limit. The record has it exactly.
   */
  static String seen(long nanos, long limitNanos, Relation holds) {
    BigDecimal exact = BigDecimal.valueOf(nanos);
    int digits = FEW_DIGITS;
    BigDecimal shown = exact.round(new MathContext(digits));
    while (shown.compareTo(exact) != 0 && holds.test(shown.longValue(), limitNanos)) {
      shown = exact.round(new MathContext(++digits));
    }
    return shown.movePointLeft(NANOS_TO_MILLIS).stripTrailingZeros().toPlainString();
  }

  private static String millis(long nanos) {
    return BigDecimal.valueOf(nanos, NANOS_TO_MILLIS).stripTrailingZeros().toPlainString();
  }

  /** How a time has to compare with its limit. */
  interface Relation {
    boolean test(long value, long limit);
  }
}
