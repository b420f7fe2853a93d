package llmbench.simserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * The SSE messages of one stream, shaped byte for byte as vLLM 0.32's. What is the same in all of
 * them is encoded once; a token's message is its text between two arrays.
 */
final class Frames {

  static final byte[] DONE = "data: [DONE]\n\n".getBytes(UTF_8);

  private static final String FINGERPRINT = "vllm-0.32.0-simulated";

  private final String head;
  private final boolean chat;
  private final byte[] beforeText;
  private final byte[] afterText;
  private final byte[] afterLastText;

  Frames(CompletionRequest request, String id, long createdSeconds) {
    chat = request.chat();
    head =
        "data: {\"id\":\""
            + id
            + "\",\"object\":\""
            + (chat ? "chat.completion.chunk" : "text_completion")
            + "\",\"created\":"
            + createdSeconds
            + ",\"model\":"
            + TextNode.valueOf(request.model())
            + ",\"choices\":[";
    beforeText = bytes(head + (chat ? "{\"index\":0,\"delta\":{\"content\":\"" : text("")));
    String reason = chat ? "" : ",\"stop_reason\":null,\"prompt_token_ids\":null";
    afterText = bytes(end("null", reason));
    afterLastText = bytes(end("\"length\"", chat ? ",\"stop_reason\":null" : reason));
  }

  /** The first message of a chat: the role, and no text. */
  byte[] role() {
    return bytes(
        head
            + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,"
            + "\"finish_reason\":null}],\"prompt_token_ids\":null,\"prompt_text\":null}\n\n");
  }

  /** What stands before a token's text. */
  byte[] beforeText() {
    return beforeText;
  }

  /** What stands behind a token's text. */
  byte[] afterText() {
    return afterText;
  }

  /** What stands behind the last token's text, with the finish reason. */
  byte[] afterLastText() {
    return afterLastText;
  }

  /** The last message of the choice where the finish reason comes apart from the last token. */
  byte[] finish() {
    return bytes(
        head
            + (chat ? "{\"index\":0,\"delta\":{\"content\":\"" : text(""))
            + end("\"length\"", ",\"stop_reason\":null"));
  }

  /** The token counts. */
  byte[] usage(int promptTokens, int completionTokens) {
    return bytes(
        head
            + "],\"usage\":"
            + usageJson(promptTokens, completionTokens)
            + ",\"system_fingerprint\":\""
            + FINGERPRINT
            + "\"}\n\n");
  }

  /** The whole answer where no stream was asked for. */
  static String whole(
      CompletionRequest request, String id, long createdSeconds, String text, int promptTokens) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("id", id);
    body.put("object", request.chat() ? "chat.completion" : "text_completion");
    body.put("created", createdSeconds);
    body.put("model", request.model());
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    if (request.chat()) {
      choice.putObject("message").put("role", "assistant").put("content", text);
    } else {
      choice.put("text", text);
    }
    choice.putNull("logprobs").put("finish_reason", "length").putNull("stop_reason");
    ObjectNode usage = body.putObject("usage");
    usage.put("prompt_tokens", promptTokens);
    usage.put("total_tokens", promptTokens + request.tokens());
    usage.put("completion_tokens", request.tokens());
    return body.toString();
  }

  private static String text(String text) {
    return "{\"index\":0,\"text\":\"" + text;
  }

  private String end(String finishReason, String more) {
    return (chat ? "\"}" : "\"")
        + ",\"logprobs\":null,\"finish_reason\":"
        + finishReason
        + more
        + ",\"token_ids\":null}]}\n\n";
  }

  private static String usageJson(int promptTokens, int completionTokens) {
    return "{\"prompt_tokens\":"
        + promptTokens
        + ",\"total_tokens\":"
        + (promptTokens + completionTokens)
        + ",\"completion_tokens\":"
        + completionTokens
        + "}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
