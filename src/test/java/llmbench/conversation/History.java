package llmbench.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages so far. Immutable: what comes behind makes another one, which shares those before,
 * so that a conversation holds each message once however many turns it has.
 */
public final class History {

  /** Nothing has been said. */
  public static final History EMPTY = new History(null, null, 0);

  private final @Nullable History before;
  private final @Nullable JsonNode last;
  private final int size;

  private History(@Nullable History before, @Nullable JsonNode last, int size) {
    this.before = before;
    this.last = last;
    this.size = size;
  }

  /** With a message behind them, which isn't to be changed any more. */
  public History with(JsonNode message) {
    return new History(this, message, size + 1);
  }

  /** With some more. */
  public History with(List<JsonNode> messages) {
    History all = this;
    for (JsonNode message : messages) {
      all = all.with(message);
    }
    return all;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** All of them, in order. */
  public List<JsonNode> messages() {
    JsonNode[] all = new JsonNode[size];
    for (History at = this; at != null && at.last != null; at = at.before) {
      all[at.size - 1] = at.last;
    }
    return List.of(all);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof History history && messages().equals(history.messages());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(messages().toArray());
  }

  /** Not what they say: it may be long, and somebody's own. */
  @Override
  public String toString() {
    return size + " messages";
  }
}
