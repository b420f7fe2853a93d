package llmbench.conversation;

/**
 * A conversation as a worker plays it: the worker's own place, which its virtual user holds.
 * Immutable.
 *
 * @param number of the conversation in the run, from 0, warm-up ones counted
 * @param isWarmUp whether it is none of the measured ones
 * @param conversation at this point
 * @param turn the number of its next turn, from 1
 * @param waitedNanos how long its user waits before that turn, as far as that is known
 * @param stage how far its user is with waiting
 */
public record Playing(
    int number,
    boolean isWarmUp,
    Conversation conversation,
    int turn,
    long waitedNanos,
    Stage stage) {

  /** What is under way before a turn. */
  enum Stage {
    /** The turn's own wait, which is a tool's. */
    TOOL,
    /** The pause that a rate makes. */
    PAUSE,
    /** Its answer. */
    ANSWER
  }

  static Playing begun(int number, boolean isWarmUp, Conversation conversation) {
    return new Playing(number, isWarmUp, conversation, 1, 0, Stage.TOOL);
  }

  Playing waiting(long nanos, Stage what) {
    return new Playing(
        number, isWarmUp, conversation, turn, Math.addExact(waitedNanos, nanos), what);
  }

  Playing asking() {
    return waiting(0, Stage.ANSWER);
  }

  Playing answered(Answer answer) {
    return new Playing(number, isWarmUp, conversation.answered(answer), turn + 1, 0, Stage.TOOL);
  }
}
