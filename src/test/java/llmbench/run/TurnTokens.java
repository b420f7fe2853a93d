package llmbench.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import llmbench.conversation.Move;
import llmbench.tokenizer.Tokenizer;

/**
 * Counts the tokens of a turn's messages, as vLLM's clients do: by their texts alone, without a
 * chat template. What was counted for the turn before isn't counted again. One thread.
 */
final class TurnTokens implements ToIntFunction<Move.Send> {

  private final Tokenizer tokenizer;
  private final Map<Integer, Counted> conversations = new HashMap<>();

  /** So many messages have so many tokens. */
  private record Counted(int messages, int tokens) {}

  TurnTokens(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  @Override
  public int applyAsInt(Move.Send turn) {
    List<JsonNode> messages = turn.request().messages();
    int conversation = turn.turn().conversation();
    Counted before = conversations.getOrDefault(conversation, new Counted(0, 0));
    boolean goesOn = before.messages() < messages.size();
    Counted from = goesOn ? before : new Counted(0, 0);
    int tokens = from.tokens();
    for (JsonNode message : messages.subList(from.messages(), messages.size())) {
      tokens += tokenizer.count(text(message));
    }
    conversations.put(conversation, new Counted(messages.size(), tokens));
    return tokens;
  }

  /** A text, or a list of one. */
  private static String text(JsonNode message) {
    JsonNode content = message.path("content");
    return content.isTextual() ? content.textValue() : content.path(0).path("text").asText();
  }
}
