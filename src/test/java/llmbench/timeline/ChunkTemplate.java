package llmbench.timeline;

import java.util.Arrays;

/**
 * The form of a chunk that was understood: all of its bytes but those of its text. In most streams
 * one chunk differs from the one before it in nothing else, so the next is told by comparing bytes,
 * which costs a tenth of walking over its JSON.
 *
 * <p>What has this form means the same: its JSON is that of the chunk that was learnt, with another
 * string in one place. Strings with escapes, and empty ones, are left to the walk.
 *
 * <p>Not thread-safe; one for each stream.
 */
final class ChunkTemplate {

  private static final byte[] NONE = {};

  private byte[] before = NONE;
  private byte[] after = NONE;
  private MessageKind kind = MessageKind.TEXT;
  private int textFrom;
  private int textTo;

  /**
   * Takes the form of a message.
   *
   * @param bytes holds it in [from, to), from the first byte of its first line to its blank line's
   *     end; and in [textFrom, textTo) its only text, quotes left out
   */
  void learn(MessageKind kind, byte[] bytes, int from, int textFrom, int textTo, int to) {
    this.kind = kind;
    before = Arrays.copyOfRange(bytes, from, textFrom);
    after = Arrays.copyOfRange(bytes, textTo, to);
  }

  /**
   * Whether the bytes from {@code from} on begin with a message of this form; then see {@link
   * #textFrom} and {@link #textTo}.
   *
   * @return where that message ends; -1 if there is none, or not all of it before {@code to}
   */
  int match(byte[] bytes, int from, int to) {
    int text = from + before.length;
    if (before.length == 0
        || text >= to
        || !Arrays.equals(before, 0, before.length, bytes, from, text)) {
      return -1;
    }
    int quote = text;
    while (quote < to && isPlain(bytes[quote])) {
      quote++;
    }
    int end = quote + after.length;
    if (quote == text || end > to || !Arrays.equals(after, 0, after.length, bytes, quote, end)) {
      return -1;
    }
    textFrom = text;
    textTo = quote;
    return end;
  }

  /** The kind of all messages of this form. */
  MessageKind kind() {
    return kind;
  }

  /** Where the text of the message that was matched begins. */
  int textFrom() {
    return textFrom;
  }

  /** Where it ends. */
  int textTo() {
    return textTo;
  }

  /** Whether the byte stands for itself in a JSON string, and does not end it. */
  private static boolean isPlain(byte b) {
    return b != '"' && b != '\\' && (b >= 0x20 || b < 0);
  }
}
