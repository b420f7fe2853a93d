package llmbench.simserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * A request for text, validated as vLLM does.
 *
 * @param chat whether it came to chat completions
 * @param model the name it asked for
 * @param turns of the chat; a single one with the prompt for plain completions
 * @param tokens to generate; the simulated model never stops before
 * @param stream whether the answer is to be streamed
 * @param includeUsage whether a stream ends with the token counts
 */
record CompletionRequest(
    boolean chat,
    String model,
    List<PromptCounter.Turn> turns,
    int tokens,
    boolean stream,
    boolean includeUsage) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a text completion generates when it does not say, as in OpenAI's API. */
  private static final int DEFAULT_TOKENS = 16;

  /** The request in this body. */
  static CompletionRequest parse(boolean chat, String body, SimConfig config) throws ApiError {
    JsonNode json = object(body);
    String model = json.path("model").asText(config.models().get(0));
    if (!config.models().contains(model)) {
      String aliases = String.join(", ", config.models());
      String message = "The model `" + model + "` does not exist. Valid aliases: " + aliases + ".";
      throw new ApiError(404, "NotFoundError", message, "model");
    }
    List<PromptCounter.Turn> turns = chat ? messages(json) : prompt(json);
    return new CompletionRequest(
        chat,
        model,
        turns,
        tokens(chat, json, config),
        json.path("stream").asBoolean(false),
        json.path("stream_options").path("include_usage").asBoolean(false));
  }

  /** The text of a completion's prompt. */
  String prompt() {
    return turns.get(0).content();
  }

  /** A guess of the prompt's tokens that costs nothing: timing must not wait for a tokenizer. */
  int estimatedPromptTokens() {
    int chars = turns.stream().mapToInt(turn -> turn.content().length()).sum();
    return Math.max(1, chars / 4);
  }

  static JsonNode object(String body) throws ApiError {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw ApiError.badRequest("[{'type': 'json_invalid', 'msg': 'JSON decode error'}]", null);
    }
    if (json == null || !json.isObject()) {
      throw ApiError.badRequest("the body is no JSON object", null);
    }
    return json;
  }

  private static int tokens(boolean chat, JsonNode json, SimConfig config) throws ApiError {
    boolean newName = chat && json.hasNonNull("max_completion_tokens");
    String name = newName ? "max_completion_tokens" : "max_tokens";
    JsonNode asked = json.path(name);
    if (asked.isMissingNode() || asked.isNull()) {
      return Math.min(config.maxModelLen(), DEFAULT_TOKENS);
    }
    if (!asked.isIntegralNumber()) {
      throw ApiError.badRequest(name + " must be an integer, got " + asked + ".", name);
    }
    long tokens = asked.asLong();
    if (tokens < 1) {
      throw ApiError.badRequest(
          name
              + " must be at least 1, got "
              + tokens
              + ". (parameter="
              + name
              + ", value="
              + tokens
              + ")",
          name);
    }
    if (tokens > config.maxModelLen()) {
      throw ApiError.badRequest(
          name
              + "="
              + tokens
              + " cannot be greater than max_model_len="
              + config.maxModelLen()
              + ". Please request fewer output tokens. (parameter="
              + name
              + ", value="
              + tokens
              + ")",
          name);
    }
    return (int) tokens;
  }

  private static List<PromptCounter.Turn> prompt(JsonNode json) throws ApiError {
    JsonNode prompt = json.path("prompt");
    if (prompt.isArray() && prompt.size() == 1) {
      prompt = prompt.get(0);
    }
    if (!prompt.isTextual()) {
      throw ApiError.badRequest("prompt must be a string", "prompt");
    }
    return List.of(new PromptCounter.Turn("user", prompt.asText()));
  }

  private static List<PromptCounter.Turn> messages(JsonNode json) throws ApiError {
    JsonNode messages = json.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw ApiError.badRequest("messages must be a non-empty list", "messages");
    }
    List<PromptCounter.Turn> turns = new ArrayList<>();
    for (JsonNode message : messages) {
      String role = message.path("role").asText("");
      if (role.isEmpty()) {
        throw ApiError.badRequest("each message needs a role", "messages");
      }
      turns.add(new PromptCounter.Turn(role, content(message.path("content"))));
    }
    return List.copyOf(turns);
  }

  /** A string, or parts whose texts are joined by line feeds, as vLLM does. */
  private static String content(JsonNode content) throws ApiError {
    if (content.isTextual()) {
      return content.asText();
    }
    if (!content.isArray()) {
      throw ApiError.badRequest("content must be a string or a list of parts", "messages");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode part : content) {
      if (!part.path("type").asText("").equals("text") || !part.path("text").isTextual()) {
        throw ApiError.badRequest("only parts of type text are known here", "messages");
      }
      texts.add(part.get("text").asText());
    }
    return String.join("\n", texts);
  }
}
