package llmbench.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import llmbench.dataset.Prompt;
import llmbench.options.syntax.PythonJson;
import llmbench.request.LlmRequest;
import llmbench.target.Endpoint.UnreachableException;
import org.jspecify.annotations.Nullable;

/**
 * Shortens prompts that the server counts more tokens in than we do, as vLLM bench does since 0.32
 * ({@code _align_prompts_to_server_tokenizer}): the first prompt tells whether the two tokenizers
 * agree; if they don't, each prompt that is longer on the server is cut there and decoded there.
 *
 * <p>A server without {@code /tokenize} leaves everything as it is. Why it did is said in our words
 * for what 0.33 tells apart: no connection, 404, another status, an answer of another form.
 */
public final class TokenizerAlignment {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** So many requests in a row without an answer, and the server isn't asked any more. */
  private static final int GIVEN_UP_AFTER = 3;

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Endpoint endpoint;
  private final Function<Prompt, LlmRequest> tokenize;
  private final String model;
  private final Consumer<String> say;
  private final IntConsumer progress;
  private int unanswered;
  private int looked;

  /**
   * An alignment.
   *
   * @param tokenize the request that asks for a prompt's tokens
   * @param model the model's name for {@code /detokenize}
   * @param say gets one line at a time about what is going on
   * @param progress is told how many prompts are looked at, where all have to be
   */
  public TokenizerAlignment(
      Endpoint endpoint,
      Function<Prompt, LlmRequest> tokenize,
      String model,
      Consumer<String> say,
      IntConsumer progress) {
    this.endpoint = endpoint;
    this.tokenize = tokenize;
    this.model = model;
    this.say = say;
    this.progress = progress;
  }

  /**
   * How prompts are to be sent: as they are, or shortened where they are too long. The server is
   * asked about the first one here, and where the tokenizers disagree about each one as it is
   * shortened: in the prompts' order, in one thread. The tool leaves several texts in a request
   * alone.
   */
  public UnaryOperator<Prompt> by(Prompt first) {
    if (first.form() != Prompt.Form.TEXT) {
      return UnaryOperator.identity();
    }
    JsonNode tokens = firstTokens(first);
    if (tokens == null || tokens.size() == first.tokens()) {
      return UnaryOperator.identity();
    }
    say.accept(
        "The tokenizers disagree (server "
            + tokens.size()
            + " tokens, client "
            + first.tokens()
            + " in the first prompt): prompts that are too long are shortened");
    return this::shortened;
  }

  /** The server's tokens of the first prompt; null, and it is said why, when it doesn't tell. */
  private @Nullable JsonNode firstTokens(Prompt first) {
    LlmRequest asked = tokenize.apply(first);
    String why;
    try {
      Endpoint.Answer answer = answer(asked.path(), asked.headers(), asked.text());
      JsonNode tokens = tokens(answer);
      if (tokens != null) {
        return tokens;
      }
      why = why(answer.status());
    } catch (UnreachableException e) {
      why = "was not answered (" + e.getMessage() + ")";
    }
    say.accept("The server's /tokenize " + why + ": prompts can't be adjusted to its tokenizer");
    return null;
  }

  private String why(int status) {
    if (status == NOT_FOUND) {
      return "gives 404: either it has no such route, or it serves no model named "
          + model
          + " (GET /v1/models lists the names that it serves)";
    }
    return status == OK ? "gives no list of tokens" : "gives " + status;
  }

  private Prompt shortened(Prompt prompt) {
    if (unanswered >= GIVEN_UP_AFTER) {
      return prompt;
    }
    Prompt aligned = alignedIfAnswered(prompt);
    looked++;
    if (unanswered < GIVEN_UP_AFTER) {
      progress.accept(looked);
    }
    return aligned;
  }

  private Prompt alignedIfAnswered(Prompt prompt) {
    try {
      Prompt aligned = aligned(prompt);
      unanswered = 0;
      return aligned;
    } catch (UnreachableException e) {
      unanswered++;
      if (unanswered == GIVEN_UP_AFTER) {
        say.accept(
            "The server stopped answering ("
                + e.getMessage()
                + "): from prompt "
                + (prompt.index() + 2 - GIVEN_UP_AFTER)
                + " on they are sent as they are");
      }
      return prompt;
    }
  }

  private Prompt aligned(Prompt prompt) {
    JsonNode tokens = tokens(prompt);
    if (tokens == null || tokens.size() <= prompt.tokens()) {
      return prompt;
    }
    ObjectNode body = JSON.createObjectNode().put("model", model);
    ArrayNode kept = body.putArray("tokens");
    for (int i = 0; i < prompt.tokens(); i++) {
      kept.add(tokens.get(i));
    }
    LlmRequest asked = tokenize.apply(prompt);
    JsonNode answer = json(answer("/detokenize", asked.headers(), PythonJson.dumps(body)));
    JsonNode text = answer == null ? null : answer.get("prompt");
    return text == null || !text.isTextual()
        ? prompt
        : new Prompt(
            prompt.index(),
            text.asText(),
            prompt.form(),
            prompt.tokens(),
            prompt.maxTokens(),
            prompt.extras());
  }

  /** The server's tokens of a prompt; null when it doesn't tell. */
  private @Nullable JsonNode tokens(Prompt prompt) {
    LlmRequest asked = tokenize.apply(prompt);
    return tokens(answer(asked.path(), asked.headers(), asked.text()));
  }

  private static @Nullable JsonNode tokens(Endpoint.Answer answer) {
    JsonNode json = json(answer);
    JsonNode tokens = json == null ? null : json.get("tokens");
    return tokens == null || !tokens.isArray() ? null : tokens;
  }

  private Endpoint.Answer answer(String path, Map<String, String> headers, String body) {
    return endpoint.post(path, headers, body.getBytes(StandardCharsets.UTF_8), TIMEOUT);
  }

  private static @Nullable JsonNode json(Endpoint.Answer answer) {
    try {
      return answer.ok() ? JSON.readTree(answer.body()) : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
