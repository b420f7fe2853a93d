package llmbench.conversation;

import java.util.List;

/**
 * A call of a recorded session.
 *
 * @param notBeforeNanos the earliest time at which it goes, from the trace's own zero; 0 for a call
 *     that has none
 * @param after places in its session, each before its own, of the calls that it waits for
 * @param waitNanos how long behind the last of their answers it goes: the time of its tool
 * @param prompt what it says
 * @param outputTokens how many to ask for
 */
public record RecordedCall(
    long notBeforeNanos,
    List<Integer> after,
    long waitNanos,
    BlockPrompt prompt,
    int outputTokens) {

  public RecordedCall {
    after = List.copyOf(after);
  }

  /** Whether it waits for no other, so that its time alone says when it goes. */
  public boolean isRoot() {
    return after.isEmpty();
  }
}
