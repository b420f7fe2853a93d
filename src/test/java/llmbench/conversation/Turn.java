package llmbench.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a user does next.
 *
 * @param adds the messages behind those so far, which aren't to be changed; may be none, where the
 *     same is asked again behind the answer
 * @param waitNanos how long its user waits before: for a tool, or to think
 * @param maxTokens of its answer; empty for those of all
 */
public record Turn(List<JsonNode> adds, long waitNanos, OptionalInt maxTokens) {

  public Turn {
    adds = List.copyOf(adds);
    if (waitNanos < 0) {
      throw new IllegalArgumentException("a wait of " + waitNanos + " ns");
    }
  }

  /** One that goes at once, and asks for as much as all do. */
  public static Turn of(List<JsonNode> adds) {
    return new Turn(adds, 0, OptionalInt.empty());
  }
}
