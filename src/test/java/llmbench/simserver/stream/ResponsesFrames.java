package llmbench.simserver.stream;

import com.fasterxml.jackson.databind.node.TextNode;
import llmbench.simserver.request.CompletionRequest;
import org.jspecify.annotations.Nullable;

/**
 * The events of a response, as vLLM 0.32 names them: it is created, its one message begins, the
 * text comes in deltas, and the whole response with its token counts is the end.
 */
final class ResponsesFrames extends Frames {

  private static final String DELTA =
      "event: response.output_text.delta\ndata: {\"content_index\":0,\"delta\":\"";
  private static final String AFTER_DELTA =
      "\",\"item_id\":\"msg_0\",\"logprobs\":[],\"output_index\":0,\"sequence_number\":4,"
          + "\"type\":\"response.output_text.delta\"}\n\n";
  private static final String DONE_TEXT =
      "event: response.output_text.done\ndata: {\"content_index\":0,\"item_id\":\"msg_0\","
          + "\"logprobs\":[],\"output_index\":0,\"sequence_number\":5,\"text\":\"\","
          + "\"type\":\"response.output_text.done\"}\n\n";

  ResponsesFrames(CompletionRequest request, String id, long createdSeconds) {
    super(request, id, createdSeconds, "", DELTA, AFTER_DELTA, AFTER_DELTA);
  }

  @Override
  boolean hasRole() {
    return true;
  }

  @Override
  byte[] roleMessage() {
    String begun = response("in_progress", "[]", "null");
    return bytes(
        event("response.created", ",\"response\":" + begun)
            + event("response.in_progress", ",\"response\":" + begun)
            + event(
                "response.output_item.added",
                ",\"item\":{\"id\":\"msg_0\",\"content\":[],\"role\":\"assistant\","
                    + "\"status\":\"in_progress\",\"type\":\"message\"},\"output_index\":0"));
  }

  /** A reason for the end has no event of its own: the text is done. */
  @Override
  byte[] textMessage(byte[] text, boolean finish) {
    return text.length == 0 && finish ? bytes(DONE_TEXT) : super.textMessage(text, finish);
  }

  @Override
  byte[] usageMessage(Spent spent, @Nullable String metrics) {
    return completed(usage(spent));
  }

  @Override
  byte[] nullUsageMessage() {
    return completed("null");
  }

  private byte[] completed(String usage) {
    String ended = response("completed", "[]", usage);
    return bytes(event("response.completed", ",\"response\":" + ended));
  }

  @Override
  byte[] doneMessage() {
    return NO_TEXT;
  }

  @Override
  String whole(String text, Spent spent, @Nullable String metrics) {
    String message =
        "[{\"id\":\"msg_0\",\"content\":[{\"annotations\":[],\"text\":"
            + TextNode.valueOf(text)
            + ",\"type\":\"output_text\",\"logprobs\":null}],\"role\":\"assistant\","
            + "\"status\":\"completed\",\"type\":\"message\"}]";
    return response("completed", message, usage(spent));
  }

  private static String usage(Spent spent) {
    return "{\"input_tokens\":"
        + spent.prompt()
        + ",\"input_tokens_details\":{\"cached_tokens\":"
        + spent.cached()
        + "},\"output_tokens\":"
        + spent.completion()
        + ",\"output_tokens_details\":{\"reasoning_tokens\":0},\"total_tokens\":"
        + spent.total()
        + "}";
  }

  private String response(String status, String output, String usage) {
    return "{\"id\":"
        + id
        + ",\"created_at\":"
        + createdSeconds
        + ",\"error\":null,\"incomplete_details\":null,\"model\":"
        + TextNode.valueOf(request.model())
        + ",\"object\":\"response\",\"output\":"
        + output
        + ",\"status\":\""
        + status
        + "\",\"usage\":"
        + usage
        + "}";
  }

  private static String event(String type, String fields) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + fields + "}\n\n";
  }
}
