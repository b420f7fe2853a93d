package llmbench.llm;

import java.time.Duration;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** A time of the stream that is to be compared with a limit: the first step of a check. */
public final class TimeCheck {

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
    // The measured time is left out: Gatling keeps every different message for ever.
    String failure = name + " is not " + relation + " " + millis(limitNanos) + " ms";
    String missing = name + " is not known: no output token came";
    String whole = name + " is not known: the answer came whole; was \"stream\": true sent?";
    return (session, result) -> {
      long time = nanos.applyAsLong(result);
      boolean met = time >= 0 && holds.test(time, limitNanos);
      return new SseCheck.Outcome(
          session, met ? null : time >= 0 ? failure : result.whole() ? whole : missing);
    };
  }

  private static String millis(long nanos) {
    String text = String.format(Locale.ROOT, "%.3f", nanos / 1e6);
    return text.endsWith(".000") ? text.substring(0, text.length() - 4) : text;
  }

  private interface Relation {
    boolean test(long value, long limit);
  }
}
