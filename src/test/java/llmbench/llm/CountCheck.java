package llmbench.llm;

import java.util.function.ToLongFunction;

/** A count of the stream that is to be compared with a number: the first step of a check. */
public final class CountCheck {

  private final String name;
  private final String unknown;
  private final ToLongFunction<LlmResult> count;

  /**
   * A count.
   *
   * @param unknown why it may be missing, and what to do about it
   * @param count below 0 where it is missing
   */
  CountCheck(String name, String unknown, ToLongFunction<LlmResult> count) {
    this.name = name;
    this.unknown = unknown;
    this.count = count;
  }

  /** Fails the request unless the count is {@code expected}. */
  public SseCheck is(long expected) {
    return check("not " + expected, expected, expected);
  }

  /** Fails the request unless the count is at least {@code least}. */
  public SseCheck gte(long least) {
    return check("less than " + least, least, Long.MAX_VALUE);
  }

  /** Fails the request unless the count is known and at most {@code most}. */
  public SseCheck lte(long most) {
    return check("more than " + most, 0, most);
  }

  private SseCheck check(String wrong, long least, long most) {
    // The count itself is left out: Gatling keeps every different message for ever.
    String failure = name + " are " + wrong;
    String missing = name + " are not known: " + unknown;
    return (session, result) -> {
      long value = count.applyAsLong(result);
      boolean met = value >= 0 && value >= least && value <= most;
      return new SseCheck.Outcome(session, met ? null : value < 0 ? missing : failure);
    };
  }
}
