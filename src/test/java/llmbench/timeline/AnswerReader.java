package llmbench.timeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer of an API: tells what each of its messages is, in one walk over its bytes, and
 * keeps what the record needs. Runs while the stream does, on the event loop: no tree, no object
 * for an ordinary message. A message that is malformed leaves nothing behind in what is kept.
 *
 * <p>Not thread-safe; one for each answer.
 */
public interface AnswerReader {

  /** What a message of the stream, in [from, to), is; what it brought is kept. */
  MessageKind message(byte[] bytes, int from, int to);

  /** Likewise, of an answer that came in one piece, and is called for that alone. */
  MessageKind whole(byte[] bytes, int from, int to);

  /** Whether a message of that kind, as the whole of an answer, is one. */
  default boolean isAnswer(MessageKind whole) {
    return whole.isOutput();
  }

  /** What a whole answer lacks that isn't one, for people: {@code the answer has no …}. */
  default String lacking() {
    return "choices";
  }

  /** Whether {@code [DONE]} ends a stream, too. */
  default boolean isEndedByDone() {
    return true;
  }

  /** Whether a message said that the answer is complete, other than {@code [DONE]}. */
  boolean finished();

  /** What ends a stream, for people: {@code the stream ended before …}. */
  String ending();

  /** All text of the answer so far. */
  String text();

  /** All reasoning so far. */
  String reasoning();

  /** The tool calls so far, as far as they came. */
  default List<ToolCall> toolCalls() {
    return List.of();
  }

  /** How many bytes are kept of text, reasoning and tool calls. */
  long keptBytes();

  /** The last finish reason; null while none came. */
  @Nullable String finishReason();

  /** The last token counts; null while none came. */
  @Nullable Usage usage();

  /** The last times that the server said of itself; null while none came. */
  default @Nullable ServerTimes serverTimes() {
    return null;
  }

  /**
   * Learns the form of the message that was just read, so that one of its like can be {@link
   * #take}n.
   *
   * @param kind what it was
   * @param bytes those that were read; its event stream lines, all of them, are [from, to)
   */
  default void learn(MessageKind kind, byte[] bytes, int from, int to) {}

  /**
   * Takes a message that has the form last learnt; what it was is {@link #takenKind()}.
   *
   * @return where its lines end; -1 if none begins at {@code from}
   */
  default int take(byte[] bytes, int from, int to) {
    return -1;
  }

  /** What the message was that {@link #take} took. */
  default MessageKind takenKind() {
    return MessageKind.OTHER;
  }
}
