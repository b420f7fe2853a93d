package llmbench.llm.chat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import llmbench.timeline.StreamTimeline;
import llmbench.timeline.ToolCall;

/**
 * What a model answered.
 *
 * @param text of the answer itself
 * @param reasoning that came apart from the text
 * @param toolCalls that it asks for, whole
 */
public record Answer(String text, String reasoning, List<ToolCall> toolCalls) {

  /** Nothing yet. */
  static final Answer NONE = new Answer("", "", List.of());

  public Answer {
    toolCalls = List.copyOf(toolCalls);
  }

  /** What came of a request that is over. */
  public static Answer of(StreamTimeline timeline) {
    return new Answer(timeline.text(), timeline.reasoning(), timeline.toolCalls());
  }

  /**
   * As a message of a chat, in JSON: {@code role}, {@code reasoning} if it has any, {@code content}
   * and {@code tool_calls}.
   */
  public String json() {
    return new String(MessageJson.ofAnswer(this, MessageJson.REASONING), StandardCharsets.UTF_8);
  }
}
