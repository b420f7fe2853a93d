package llmbench.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a server has answered to a turn.
 *
 * @param text the answer's own text
 * @param reasoning what the model has thought before, where the server sends that apart
 * @param asSent text and reasoning together, in the order in which they came
 * @param toolCalls as the API has them: name and arguments of each, whole
 */
public record Answer(String text, String reasoning, String asSent, List<JsonNode> toolCalls) {

  public Answer {
    toolCalls = List.copyOf(toolCalls);
  }

  /** One that is a text alone. */
  public static Answer of(String text) {
    return new Answer(text, "", text, List.of());
  }
}
