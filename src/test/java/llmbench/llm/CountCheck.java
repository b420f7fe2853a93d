package llmbench.llm;

import java.util.function.ToLongFunction;
import llmbench.timeline.Counted;

/** A count of the stream that is to be compared with a number: the first step of a check. */
public final class CountCheck {

  private final String noun;
  private final String unknown;
  private final ToLongFunction<LlmResult> count;

  /**
   * A count.
   *
   * @param noun what is counted, in the singular
   * @param unknown why it may be missing, and what to do about it
   * @param count below 0 where it is missing
   */
  CountCheck(String noun, String unknown, ToLongFunction<LlmResult> count) {
    this.noun = noun;
    this.unknown = unknown;
    this.count = count;
  }

  /** Fails the request unless the count is {@code expected}. */
  public SseCheck is(long expected) {
    return check(", not " + expected, expected, expected);
  }

  /** Fails the request unless the count is at least {@code least}. */
  public SseCheck gte(long least) {
    return check(", fewer than " + least, least, Long.MAX_VALUE);
  }

  /** Fails the request unless the count is known and at most {@code most}. */
  public SseCheck lte(long most) {
    return check(", more than " + most, 0, most);
  }

  private SseCheck check(String wrong, long least, long most) {
    String missing = noun + "s are not known: " + unknown;
    return (session, result) -> {
      long value = count.applyAsLong(result);
      if (value < 0) {
        return new SseCheck.Outcome(session, missing);
      }
      boolean met = value >= least && value <= most;
      return new SseCheck.Outcome(session, met ? null : Counted.of(value, noun) + wrong);
    };
  }
}
