package llmbench.injection.testing;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import llmbench.dataset.Prompt;
import llmbench.injection.PromptsAhead;
import llmbench.llm.testing.ScriptedServer;
import llmbench.request.LlmRequest;

/** Prompts that are known at the server by their number, and its answer to each. */
public final class NumberedPrompts {

  /** Where they are sent to. */
  public static final String PATH = "/v1/chat/completions";

  private static final String NUMBER = "x-request-id";

  private static final String ANSWER =
      """
      data: {"choices":[{"delta":{"content":"x"}}]}

      data: [DONE]

      """;

  private NumberedPrompts() {}

  /** So many, from 0 on. */
  public static List<Prompt> upTo(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Prompt(i, "p" + i, 1, 10)).toList();
  }

  /** So many, made ahead. */
  public static PromptsAhead ahead(int count) {
    PromptsAhead prompts =
        new PromptsAhead(0, count, upTo(count).stream(), NumberedPrompts::request);
    prompts.fill();
    return prompts;
  }

  /** A prompt's request. */
  public static LlmRequest request(Prompt prompt) {
    Map<String, String> headers =
        Map.of("content-type", "application/json", NUMBER, String.valueOf(prompt.index()));
    return new LlmRequest(PATH, headers, "{\"stream\":true}");
  }

  /** Which one a request is of. */
  public static int numberOf(ScriptedServer.Wire wire) {
    return Integer.parseInt(wire.header(NUMBER));
  }

  /** Answers it with a stream of one token. */
  public static boolean answer(ScriptedServer.Wire wire) throws IOException {
    wire.send("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n");
    wire.send("content-length: " + ANSWER.length() + "\r\n\r\n" + ANSWER);
    return true;
  }
}
