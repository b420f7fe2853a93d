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
 * @param routingId the conversation's, with the number of the turn; empty where it has none
 */
public record TurnRequest(
    List<JsonNode> messages, int maxTokens, OptionalInt ownMaxTokens, Optional<String> routingId) {

  public TurnRequest {
    messages = List.copyOf(messages);
  }

  static TurnRequest of(Playing playing, int maxTokens) {
    Conversation conversation = playing.conversation();
    return new TurnRequest(
        conversation.messages(),
        maxTokens,
        conversation.next().orElseThrow().maxTokens(),
        conversation.routingId().map(id -> id + "_t" + playing.turn()));
  }
}
