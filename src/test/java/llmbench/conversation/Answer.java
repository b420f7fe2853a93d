package llmbench.conversation;

import java.util.List;
import llmbench.timeline.ToolCall;

/**
 * What a server has answered to a turn.
 *
 * @param text the answer's own text
 * @param reasoning what the model has thought before, where the server sends that apart
 * @param asSent text and reasoning together, in the order in which they came
 * @param toolCalls that it asks for, whole
 */
public record Answer(String text, String reasoning, String asSent, List<ToolCall> toolCalls) {

  public Answer {
    toolCalls = List.copyOf(toolCalls);
  }

  /** One that is a text alone. */
  public static Answer of(String text) {
    return new Answer(text, "", text, List.of());
  }
}
