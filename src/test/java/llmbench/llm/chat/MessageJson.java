package llmbench.llm.chat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import llmbench.timeline.ToolCall;

/** A message of a conversation as JSON, in UTF-8. */
final class MessageJson {

  /** What vLLM calls the reasoning of an answer. */
  static final String REASONING = "reasoning";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);

  private MessageJson() {}

  /** What somebody said. */
  static byte[] of(String role, String content) {
    return new MessageJson().field("{", "role", role).field(",", "content", content).end("}");
  }

  /** What came of a tool call. */
  static byte[] ofTool(String callId, String content) {
    return new MessageJson()
        .field("{", "role", "tool")
        .field(",", "tool_call_id", callId)
        .field(",", "content", content)
        .end("}");
  }

  /**
   * What a model answered.
   *
   * @param reasoningField what its reasoning is called; empty where that isn't kept
   */
  static byte[] ofAnswer(Answer answer, String reasoningField) {
    MessageJson json = new MessageJson().field("{", "role", "assistant");
    if (!reasoningField.isEmpty() && !answer.reasoning().isEmpty()) {
      json.field(",", reasoningField, answer.reasoning());
    }
    List<ToolCall> calls = answer.toolCalls();
    if (answer.text().isEmpty() && !calls.isEmpty()) {
      json.raw(",\"content\":null");
    } else {
      json.field(",", "content", answer.text());
    }
    for (int i = 0; i < calls.size(); i++) {
      json.raw(i == 0 ? ",\"tool_calls\":[" : ",")
          .field("{", "id", calls.get(i).id())
          .raw(",\"type\":\"function\",\"function\":")
          .field("{", "name", calls.get(i).name())
          .field(",", "arguments", calls.get(i).arguments())
          .raw("}}");
    }
    return json.end(calls.isEmpty() ? "}" : "]}");
  }

  /** What came of a tool call, as an item of responses. */
  static byte[] ofOutput(String callId, String output) {
    return new MessageJson()
        .field("{", "type", "function_call_output")
        .field(",", "call_id", callId)
        .field(",", "output", output)
        .end("}");
  }

  /** What a model answered, as items of responses: its text, if it has any, then its calls. */
  static byte[] ofItems(Answer answer) {
    MessageJson json = new MessageJson();
    String before = "{";
    if (!answer.text().isEmpty() || answer.toolCalls().isEmpty()) {
      json.field(before, "role", "assistant").field(",", "content", answer.text());
      before = "},{";
    }
    for (ToolCall call : answer.toolCalls()) {
      json.field(before, "type", "function_call")
          .field(",", "call_id", call.id())
          .field(",", "name", call.name())
          .field(",", "arguments", call.arguments());
      before = "},{";
    }
    return json.end("}");
  }

  private MessageJson field(String before, String name, String value) {
    raw(before + "\"");
    out.writeBytes(quoted(name));
    raw("\":\"");
    out.writeBytes(quoted(value));
    return raw("\"");
  }

  private MessageJson raw(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  private byte[] end(String text) {
    return raw(text).out.toByteArray();
  }

  private static byte[] quoted(String text) {
    JsonStringEncoder encoder = JsonStringEncoder.getInstance();
    // Half of a surrogate pair has no UTF-8: it becomes a question mark.
    boolean sound = StandardCharsets.UTF_8.newEncoder().canEncode(text);
    return encoder.quoteAsUTF8(
        sound ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }
}
