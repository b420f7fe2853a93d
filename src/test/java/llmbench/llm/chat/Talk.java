package llmbench.llm.chat;

/**
 * A conversation at some point, as it lies in a session. Immutable.
 *
 * <p>What was added since the last answer is the turn under way. If its request fails it stays, so
 * that sending again repeats it; whatever is added then takes its place.
 */
final class Talk {

  private final TurnSent.Begun begun;
  private final Said answered;
  private final Said all;
  private final int turns;
  private final long sinceNanos;
  private final boolean failed;
  private final Answer answer;

  private Talk(
      TurnSent.Begun begun,
      Said answered,
      Said all,
      int turns,
      long sinceNanos,
      boolean failed,
      Answer answer) {
    this.begun = begun;
    this.answered = answered;
    this.all = all;
    this.turns = turns;
    this.sinceNanos = sinceNanos;
    this.failed = failed;
    this.answer = answer;
  }

  /** One that begins now, with these messages. */
  static Talk begin(Said opening, long nowNanos) {
    return new Talk(new TurnSent.Begun(), opening, opening, 0, nowNanos, false, Answer.NONE);
  }

  /** With one more message. */
  Talk with(byte[] message) {
    Said before = failed ? answered : all;
    return new Talk(begun, answered, before.with(message), turns, sinceNanos, false, answer);
  }

  /** With the answer to its turn. */
  Talk answered(Answer given, byte[] message, long endNanos) {
    Said whole = all.with(message);
    return new Talk(begun, whole, whole, turns + 1, endNanos, false, given);
  }

  /** Its turn was not answered. */
  Talk failed(long endNanos) {
    return new Talk(begun, answered, all, turns, endNanos, true, answer);
  }

  /** All messages, those of the turn under way included. */
  Said all() {
    return all;
  }

  /** Whether the turn under way has a message. */
  boolean asks() {
    return all.count() > answered.count();
  }

  /** How many turns were answered. */
  int turns() {
    return turns;
  }

  /** The last answer; an empty one while there is none. */
  Answer answer() {
    return answer;
  }

  /** The turn under way, which is about to be sent. */
  TurnSent sent() {
    return new TurnSent(begun, turns + 1, sinceNanos);
  }

  /** All messages as a JSON array: what {@code #{NAME}} becomes in a body. */
  @Override
  public String toString() {
    return all.toString();
  }
}
