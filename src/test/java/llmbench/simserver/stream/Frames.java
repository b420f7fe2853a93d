package llmbench.simserver.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Arrays;
import llmbench.simserver.http.ApiError;
import llmbench.simserver.request.CompletionRequest;
import org.jspecify.annotations.Nullable;

/**
 * The SSE messages of one stream, shaped byte for byte as vLLM 0.32's, each in a chunk of the
 * chunked encoding of its own. What is the same in all of them is encoded once; a token's message
 * is its text between two arrays.
 */
public class Frames {

  public static final String VLLM_VERSION = "0.32.0";

  private static final String FINGERPRINT =
      ",\"system_fingerprint\":\"vllm-" + VLLM_VERSION + "-simulated\"";
  private static final byte[] DONE = bytes("data: [DONE]\n\n");
  private static final byte[] HEX_DIGITS = bytes("0123456789abcdef");

  /** What a message says that has only a finish reason, or nothing. */
  static final byte[] NO_TEXT = {};

  /** Chunk size in hex, two line ends; more than enough for an int. */
  static final int CHUNK_BYTES = 12;

  final CompletionRequest request;
  final String id;
  final long createdSeconds;
  private final String head;
  private final byte[] beforeText;
  private final byte[] afterText;
  private final byte[] afterLastText;

  private Frames(CompletionRequest request, String id, long createdSeconds) {
    this.request = request;
    this.id = TextNode.valueOf(id).toString();
    this.createdSeconds = createdSeconds;
    head = "data: " + top(request.chat() ? "chat.completion.chunk" : "text_completion");
    beforeText = bytes(head + (request.chat() ? "{\"index\":0,\"delta\":{\"content\":\"" : text()));
    afterText = bytes(afterText("null", false));
    afterLastText = bytes(afterText("\"" + request.finishReason() + "\"", true));
  }

  /**
   * Those of another shape.
   *
   * @param head of a message with token counts, up to where these begin
   * @param beforeText of a message, {@code afterText} and {@code afterLastText} behind its text
   */
  Frames(
      CompletionRequest request,
      String id,
      long createdSeconds,
      String head,
      String beforeText,
      String afterText,
      String afterLastText) {
    this.request = request;
    this.id = TextNode.valueOf(id).toString();
    this.createdSeconds = createdSeconds;
    this.head = head;
    this.beforeText = bytes(beforeText);
    this.afterText = bytes(afterText);
    this.afterLastText = bytes(afterLastText);
  }

  /** The messages of an answer to this request. */
  static Frames of(CompletionRequest request, String id, long createdSeconds) {
    return switch (request.shape()) {
      case CHAT, TEXT -> new Frames(request, id, createdSeconds);
      case RESPONSES -> new ResponsesFrames(request, id, createdSeconds);
      case SPEECH -> new SpeechFrames(request, id, createdSeconds);
      case EMBEDDINGS, POOLING, RANKING -> new PooledFrames(request, id, createdSeconds);
    };
  }

  /** Whether something goes before the first token. */
  boolean hasRole() {
    return request.chat();
  }

  /** The first message of a chat, without its chunk: the role, and no text. */
  byte[] roleMessage() {
    return bytes(
        head
            + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},"
            + "\"logprobs\":null,\"finish_reason\":null}],"
            + "\"prompt_token_ids\":null,\"prompt_text\":null}\n\n");
  }

  /** The first message of a chat: the role, and no text. */
  ByteBuf role(ByteBufAllocator alloc) {
    byte[] message = roleMessage();
    ByteBuf out = alloc.buffer(message.length + CHUNK_BYTES);
    chunk(out, message);
    return out;
  }

  /** A message with this text, without its chunk; with {@code finish} also the finish reason. */
  byte[] textMessage(byte[] text, boolean finish) {
    byte[] after = finish ? afterLastText : afterText;
    byte[] all = Arrays.copyOf(beforeText, beforeText.length + text.length + after.length);
    System.arraycopy(text, 0, all, beforeText.length, text.length);
    System.arraycopy(after, 0, all, beforeText.length + text.length, after.length);
    return all;
  }

  /** A token; with {@code finish} also the reason why it is the last. */
  ByteBuf token(ByteBufAllocator alloc, byte[] text, boolean finish) {
    byte[] after = finish ? afterLastText : afterText;
    int length = beforeText.length + text.length + after.length;
    ByteBuf out = alloc.buffer(length + CHUNK_BYTES);
    begin(out, length);
    out.writeBytes(beforeText).writeBytes(text).writeBytes(after);
    end(out);
    return out;
  }

  /**
   * The message with the token counts, without its chunk.
   *
   * @param metrics what the request's own times were, as JSON; null for nothing
   */
  byte[] usageMessage(Spent spent, @Nullable String metrics) {
    String details = spent.promptDetails();
    return usageMessage(
        usageJson(spent) + (details.equals("null") ? "" : ",\"prompt_tokens_details\":" + details),
        metrics);
  }

  /** The same with null for each count. */
  byte[] nullUsageMessage() {
    return usageMessage(usageJson("null", "null", "null"), null);
  }

  private byte[] usageMessage(String usage, @Nullable String metrics) {
    String times = metrics == null ? "" : ",\"metrics\":" + metrics;
    return bytes(head + "],\"usage\":" + usage + "}" + FINGERPRINT + times + "}\n\n");
  }

  /** That something went wrong under way, without its chunk. */
  static byte[] errorMessage(ApiError error) {
    return bytes("data: " + error.json() + "\n\n");
  }

  /** The end of the stream, without its chunk; empty where it has none of its own. */
  byte[] doneMessage() {
    return DONE.clone();
  }

  /**
   * The whole answer where no stream was asked for.
   *
   * @param metrics what the request's own times were, as JSON; null for nothing
   */
  String whole(String text, Spent spent, @Nullable String metrics) {
    String quoted = TextNode.valueOf(text).toString();
    boolean chat = request.chat();
    return top(chat ? "chat.completion" : "text_completion")
        + "{\"index\":0,"
        + (chat
            ? "\"message\":{\"role\":\"assistant\",\"content\":"
                + quoted
                + ",\"refusal\":null,\"annotations\":null,\"audio\":null,\"function_call\":null,"
                + "\"reasoning\":null}"
            : "\"text\":" + quoted)
        + ",\"logprobs\":null,\"finish_reason\":\""
        + request.finishReason()
        + "\",\"stop_reason\":null,\"token_ids\":null,"
        + (chat ? "" : "\"prompt_logprobs\":null,\"prompt_token_ids\":null,")
        + "\"routed_experts\":null}],\"service_tier\":null"
        + FINGERPRINT
        + ",\"usage\":"
        + usageJson(spent)
        + ",\"prompt_tokens_details\":"
        + spent.promptDetails()
        + ",\"completion_tokens_details\":null},"
        + (chat ? "\"prompt_logprobs\":null,\"prompt_token_ids\":null,\"prompt_text\":null," : "")
        + "\"kv_transfer_params\":null,\"ec_transfer_params\":null,\"metrics\":"
        + metrics
        + "}";
  }

  private String top(String object) {
    return "{\"id\":"
        + id
        + ",\"object\":\""
        + object
        + "\",\"created\":"
        + createdSeconds
        + ",\"model\":"
        + TextNode.valueOf(request.model())
        + ",\"choices\":[";
  }

  private static String text() {
    return "{\"index\":0,\"text\":\"";
  }

  /** The fingerprint comes once a stream: with the usage, or without one with the last token. */
  private String afterText(String finishReason, boolean last) {
    boolean chat = request.chat();
    return (chat ? "\"}" : "\"")
        + ",\"logprobs\":null,\"finish_reason\":"
        + finishReason
        + (chat && !last ? "" : ",\"stop_reason\":null")
        + (chat ? "" : ",\"prompt_token_ids\":null")
        + ",\"token_ids\":null}]"
        + (last && !request.includeUsage() ? FINGERPRINT : "")
        + "}\n\n";
  }

  /** Without the closing brace: more follows where no stream was asked for. */
  private static String usageJson(Spent spent) {
    return usageJson("" + spent.prompt(), "" + spent.total(), "" + spent.completion());
  }

  private static String usageJson(String prompt, String total, String completion) {
    return "{\"prompt_tokens\":"
        + prompt
        + ",\"total_tokens\":"
        + total
        + ",\"completion_tokens\":"
        + completion;
  }

  /** A chunk of the chunked encoding. */
  static void chunk(ByteBuf out, byte[] message) {
    if (message.length == 0) {
      // It would be the end of the body.
      return;
    }
    begin(out, message.length);
    out.writeBytes(message);
    end(out);
  }

  private static void begin(ByteBuf out, int length) {
    int digits = (35 - Integer.numberOfLeadingZeros(length)) / 4;
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
      out.writeByte(HEX_DIGITS[(length >>> shift) & 0xf]);
    }
    end(out);
  }

  private static void end(ByteBuf out) {
    out.writeByte('\r').writeByte('\n');
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
