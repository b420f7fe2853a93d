package llmbench.warmup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** The parts of the stream that the client warms up with, as vLLM writes a chat's. */
final class WarmUpStream {

  /** As in the reference run's answers. */
  static final int TOKENS = 100;

  private static final String HEAD =
      """
      HTTP/1.1 200 OK\r
      content-type: text/event-stream; charset=utf-8\r
      transfer-encoding: chunked\r
      \r
      """;

  private static final String USAGE =
      ",\"usage\":{\"prompt_tokens\":100,\"total_tokens\":200,\"completion_tokens\":100}";

  private static final String ROLE = choice("\"role\":\"assistant\",\"content\":\"\"", "null");
  private static final String WORD = choice("\"content\":\" word\"", "null");
  private static final String LAST_WORD = choice("\"content\":\" end\"", "\"length\"");

  private static final ByteBuf BEGINNING = bytes(HEAD + chunk(ROLE, "") + chunk(WORD, ""));
  private static final ByteBuf TOKEN = bytes(chunk(WORD, ""));
  private static final String END =
      chunk(LAST_WORD, "") + chunk("", USAGE) + sized("data: [DONE]\n\n") + "0\r\n\r\n";

  /** Within the chunk of the usage. */
  private static final int CUT = chunk(LAST_WORD, "").length() + 20;

  private static final ByteBuf END_BEGINNING = bytes(END.substring(0, CUT));
  private static final ByteBuf END_REST = bytes(END.substring(CUT));

  private WarmUpStream() {}

  /** The head, the role and the first token. */
  static ByteBuf beginning() {
    return BEGINNING.retainedDuplicate();
  }

  /** One of the tokens between. */
  static ByteBuf token() {
    return TOKEN.retainedDuplicate();
  }

  /** The last token, and how the usage begins: a network read may end anywhere. */
  static ByteBuf endBeginning() {
    return END_BEGINNING.retainedDuplicate();
  }

  /** The usage's rest and the end. */
  static ByteBuf endRest() {
    return END_REST.retainedDuplicate();
  }

  private static String choice(String delta, String finishReason) {
    return "{\"index\":0,\"delta\":{"
        + delta
        + "},\"logprobs\":null,\"finish_reason\":"
        + finishReason
        + ",\"token_ids\":null}";
  }

  private static String chunk(String choice, String usage) {
    return sized(
        "data: {\"id\":\"chatcmpl-warm-up\",\"object\":\"chat.completion.chunk\","
            + "\"created\":1700000000,\"model\":\"warm-up\",\"choices\":["
            + choice
            + "]"
            + usage
            + "}\n\n");
  }

  private static String sized(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  private static ByteBuf bytes(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return Unpooled.unreleasableBuffer(
        Unpooled.directBuffer(bytes.length).writeBytes(bytes).asReadOnly());
  }
}
