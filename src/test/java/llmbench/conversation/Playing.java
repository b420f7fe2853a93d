package llmbench.conversation;

import llmbench.timeline.ConversationTurn;

/**
 * A conversation as it is played. Immutable.
 *
 * @param number of the conversation in the run, from 0, warm-up ones counted
 * @param isWarmUp whether it is none of the measured ones
 * @param conversation at this point
 * @param turn the number of its next turn, from 1
 * @param waitedNanos how long its user waits before that turn, as far as that is known
 */
record Playing(
    int number, boolean isWarmUp, Conversation conversation, int turn, long waitedNanos) {

  static Playing begun(Numbered begun) {
    return new Playing(begun.number(), begun.isWarmUp(), begun.conversation(), 1, 0);
  }

  Playing waiting(long nanos) {
    return new Playing(number, isWarmUp, conversation, turn, Math.addExact(waitedNanos, nanos));
  }

  Playing answered(Answer answer) {
    return new Playing(number, isWarmUp, conversation.answered(answer), turn + 1, 0);
  }

  /** The same, of which the next turns are measured. */
  Playing measured() {
    return new Playing(number, false, conversation, turn, waitedNanos);
  }

  /** Its turn, as a request that is sent. */
  Move.Send send(int index, int maxTokens, Move.Send.End end) {
    return new Move.Send(
        index,
        new ConversationTurn(number, turn, waitedNanos),
        isWarmUp,
        TurnRequest.of(this, maxTokens),
        end);
  }
}
