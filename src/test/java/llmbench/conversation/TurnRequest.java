package llmbench.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What the request of a turn says.
 *
 * @param making makes all of its messages, in order: where the request is made, not where it is
 *     decided that it goes, since they may be long. The same ones each time
 * @param tokens of all that it says, as it was recorded; 0 where nobody counts them before
 * @param maxTokens of its answer, as of any request
 * @param ownMaxTokens those that the turn asks for itself; they go over whatever else says how many
 * @param conversationId the conversation's; empty where it has none
 * @param turn its number in the conversation, from 1
 */
public record TurnRequest(
    Supplier<List<JsonNode>> making,
    int tokens,
    int maxTokens,
    OptionalInt ownMaxTokens,
    Optional<String> conversationId,
    int turn) {

  /** One whose messages are there. */
  public TurnRequest(
      List<JsonNode> messages,
      int maxTokens,
      OptionalInt ownMaxTokens,
      Optional<String> conversationId,
      int turn) {
    this(() -> messages, 0, maxTokens, ownMaxTokens, conversationId, turn);
  }

  /** All messages, in order, which aren't to be changed. */
  public List<JsonNode> messages() {
    return making.get();
  }

  static TurnRequest of(Playing playing, int maxTokens) {
    Conversation conversation = playing.conversation();
    return new TurnRequest(
        conversation::messages,
        0,
        maxTokens,
        conversation.next().orElseThrow().maxTokens(),
        conversation.id(),
        playing.turn());
  }
}
