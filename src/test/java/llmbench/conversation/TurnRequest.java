package llmbench.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the request of a turn says.
 *
 * @param messages all of them, in order, which aren't to be changed
 * @param maxTokens of its answer, as of any request
 * @param ownMaxTokens those that the turn asks for itself; they go over whatever else says how many
 * @param conversationId the conversation's; empty where it has none
 * @param turn its number in the conversation, from 1
 */
public record TurnRequest(
    List<JsonNode> messages,
    int maxTokens,
    OptionalInt ownMaxTokens,
    Optional<String> conversationId,
    int turn) {

  public TurnRequest {
    messages = List.copyOf(messages);
  }

  static TurnRequest of(Playing playing, int maxTokens) {
    Conversation conversation = playing.conversation();
    return new TurnRequest(
        conversation.messages(),
        maxTokens,
        conversation.next().orElseThrow().maxTokens(),
        conversation.id(),
        playing.turn());
  }
}
