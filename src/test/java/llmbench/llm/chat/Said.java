package llmbench.llm.chat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Messages so far, each as its JSON in UTF-8. Immutable: one more makes another list, which shares
 * those before, so that a session that is copied shares nothing that changes, and a turn costs the
 * same however long the conversation is.
 */
final class Said {

  /** Nothing has been said. */
  static final Said NOTHING = new Said(null, new byte[0], 0, 0);

  private final @Nullable Said before;
  private final byte[] last;
  private final int count;

  /** Of all messages. */
  private final int bytes;

  private Said(@Nullable Said before, byte[] last, int count, int bytes) {
    this.before = before;
    this.last = last;
    this.count = count;
    this.bytes = bytes;
  }

  /** With one more, which isn't to be changed. */
  Said with(byte[] message) {
    return new Said(this, message, count + 1, Math.addExact(bytes, message.length));
  }

  /** How many messages there are. */
  int count() {
    return count;
  }

  /** How many bytes {@link #write} writes: brackets, messages, and commas between them. */
  int jsonBytes() {
    return Math.addExact(bytes, 2 + Math.max(0, count - 1));
  }

  /** Writes all messages as a JSON array, from this place on. */
  void write(byte[] target, int from) {
    int at = from + jsonBytes();
    target[--at] = ']';
    for (Said said = this; said != null && said.count > 0; said = said.before) {
      at -= said.last.length;
      System.arraycopy(said.last, 0, target, at, said.last.length);
      target[--at] = (byte) (said.count == 1 ? '[' : ',');
    }
    target[from] = '[';
  }

  /** The messages as a JSON array. */
  @Override
  public String toString() {
    byte[] json = new byte[jsonBytes()];
    write(json, 0);
    return new String(json, StandardCharsets.UTF_8);
  }
}
