package llmbench.llm.chat;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import llmbench.timeline.ConversationTurn;

/**
 * Which turn of a conversation a request is. Any thread may ask.
 *
 * @param begun the conversation's own mark
 * @param turn from 1; one that is sent again after a failure has its number
 * @param sinceNanos when its user's thinking began, a stamp of {@link System#nanoTime()}: with the
 *     end of the request before it, or with the conversation
 */
public record TurnSent(Begun begun, int turn, long sinceNanos) {

  /** A conversation that has begun; known by its identity until it has a number. */
  static final class Begun {
    private final AtomicReference<Integer> number = new AtomicReference<>();
  }

  /** The conversation's number; the first who asks for it gives it one. */
  public int conversation(IntSupplier next) {
    return begun.number.updateAndGet(number -> number == null ? next.getAsInt() : number);
  }

  /** As it is recorded. */
  public ConversationTurn sentAt(long sentNanos, int conversation) {
    return new ConversationTurn(conversation, turn, Math.max(0, sentNanos - sinceNanos));
  }
}
