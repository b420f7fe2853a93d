package llmbench.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import llmbench.timeline.ToolCall;

/** Which message an answer is in the turns behind it. */
@FunctionalInterface
public interface KeptAnswer {

  /** A new message, with the role of the assistant. */
  JsonNode message(Answer answer);

  /**
   * evalscope's: all of its text, what was thought included; tool calls go.
   *
   * <p>Source: {@code evalscope/perf/core/strategies/multi_turn.py}, {@code _worker}.
   */
  KeptAnswer AS_SENT = answer -> said(answer.asSent());

  /** vLLM's clients': the text alone; what was thought goes, and tool calls go. */
  KeptAnswer TEXT = answer -> said(answer.text());

  /** As the API would have it back: the text, and the tool calls where there are any. */
  KeptAnswer TEXT_AND_TOOLS =
      answer -> {
        ObjectNode message = said(answer.text());
        if (!answer.toolCalls().isEmpty()) {
          ArrayNode calls = message.putArray("tool_calls");
          answer.toolCalls().forEach(call -> add(call, calls.addObject()));
        }
        return message;
      };

  private static void add(ToolCall call, ObjectNode message) {
    message.put("id", call.id()).put("type", "function");
    message.putObject("function").put("name", call.name()).put("arguments", call.arguments());
  }

  private static ObjectNode said(String text) {
    return JsonNodeFactory.instance.objectNode().put("role", "assistant").put("content", text);
  }
}
