package llmbench.simserver.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import llmbench.simserver.config.PromptCounter;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.http.ApiError;
import llmbench.simserver.http.Fields;

/**
 * A request for text, validated as vLLM does. Fields that change nothing here (sampling, seed,
 * logprobs …) pass unread: the simulated model always generates as many tokens as it is asked for,
 * with {@code ignore_eos} or without.
 *
 * @param shape what its answer looks like
 * @param model the name it asked for
 * @param turns of the chat; a single one with the prompt for plain completions; the inputs where
 *     they are pooled
 * @param promptIds the token ids that the prompt was given as
 * @param tokens to generate
 * @param limited whether the request said how many; without, a chat ends by itself
 * @param stream whether the answer is to be streamed
 * @param includeUsage whether a stream ends with the token counts
 * @param inJson whether its answer is to be a JSON object
 * @param pooled what is asked for of vectors or scores; {@link Pooled#NONE} where text is generated
 */
public record CompletionRequest(
    Shape shape,
    String model,
    List<PromptCounter.Turn> turns,
    PromptIds promptIds,
    int tokens,
    boolean limited,
    boolean stream,
    boolean includeUsage,
    boolean inJson,
    Pooled pooled) {

  /** What a text completion generates when it does not say: vLLM's default. */
  private static final int TEXT_TOKENS = 16;

  /** When a chat without a limit ends: with vLLM the model decides, and this one has no mind. */
  private static final int CHAT_TOKENS = 128;

  /** More than a chat template adds: for the whole prompt, and for each message. */
  private static final int TEMPLATE_BYTES = 1_024;

  private static final int MESSAGE_BYTES = 64;

  /** The request in this JSON. */
  public static CompletionRequest of(boolean chat, JsonNode json, SimConfig config)
      throws ApiError {
    OptionalLong choices = Fields.integer(json, "n");
    OptionalLong text = Fields.integer(json, "max_tokens");
    OptionalLong completion =
        chat ? Fields.integer(json, "max_completion_tokens") : OptionalLong.empty();
    boolean stream = Fields.bool(json, "stream");
    JsonNode options = Fields.object(json, "stream_options");
    if (options != null && !stream) {
      String message =
          "Stream options can only be defined when `stream=True`. (parameter=stream_options)";
      throw ApiError.badRequest(message, "stream_options");
    }
    if (chat && !json.path("messages").isArray()) {
      // Only to refuse it in vLLM's order: a wrong shape comes before an unknown model.
      List<PromptCounter.Turn> unused = ChatMessages.of(json, config);
    }
    String model = checkModel(json, config);
    PromptIds promptIds = chat ? PromptIds.NONE : PromptField.ids(json);
    List<PromptCounter.Turn> turns =
        chat
            ? ChatMessages.of(json, config)
            : List.of(new PromptCounter.Turn("user", PromptField.text(json)));
    Sampling.check(json, choices);
    String name = completion.isPresent() ? "max_completion_tokens" : "max_tokens";
    OptionalLong asked = completion.isPresent() ? completion : text;
    long tokens = asked.orElse(Math.min(chat ? CHAT_TOKENS : TEXT_TOKENS, config.maxModelLen()));
    checkTokens(name, tokens, config);
    return new CompletionRequest(
        chat ? Shape.CHAT : Shape.TEXT,
        model,
        turns,
        promptIds,
        (int) tokens,
        asked.isPresent() || !chat,
        stream,
        options != null && Fields.bool(options, "include_usage"),
        asksForJson(json),
        Pooled.NONE);
  }

  /**
   * A request of another shape that generates; its stream always says its token counts.
   *
   * @param name of the field that says how many tokens
   */
  static CompletionRequest generating(
      Shape shape,
      String model,
      List<PromptCounter.Turn> turns,
      String name,
      OptionalLong asked,
      boolean stream,
      SimConfig config)
      throws ApiError {
    long tokens = asked.orElse(Math.min(CHAT_TOKENS, config.maxModelLen()));
    checkTokens(name, tokens, config);
    return new CompletionRequest(
        shape,
        model,
        turns,
        PromptIds.NONE,
        (int) tokens,
        asked.isPresent(),
        stream,
        stream,
        false,
        Pooled.NONE);
  }

  /** A request for vectors or scores: one step of the model, and nothing generated. */
  static CompletionRequest pooling(
      Shape shape, String model, List<PromptCounter.Turn> inputs, Pooled pooled) {
    return new CompletionRequest(
        shape, model, inputs, PromptIds.NONE, 1, false, false, false, false, pooled);
  }

  /** Whether any JSON object is asked for. One of a schema is not made: its answer is words. */
  private static boolean asksForJson(JsonNode json) {
    return json.path("response_format").path("type").asText().equals("json_object");
  }

  /** Whether it came to chat completions. */
  public boolean chat() {
    return shape == Shape.CHAT;
  }

  /** Whether its prompt is a chat's, with the template around it. */
  public boolean hasTemplate() {
    return shape == Shape.CHAT || shape == Shape.RESPONSES;
  }

  /**
   * Which turn of a conversation it is, from 1: as many answers as it has, and one more. Messages
   * of the assistant that follow each other are one answer. Text that is no chat is a first turn.
   */
  public int turn() {
    int answers = 0;
    boolean within = false;
    for (PromptCounter.Turn turn : turns) {
      boolean answer = turn.role().equals("assistant");
      answers += answer && !within ? 1 : 0;
      within = answer;
    }
    return hasTemplate() ? 1 + answers : 1;
  }

  /** How many tokens its answer has; none where vectors or scores are asked for. */
  public int generated() {
    return shape.pools() ? 0 : tokens;
  }

  /** The model that is asked for: one that is served, or the server's own when none is named. */
  public static String checkModel(JsonNode json, SimConfig config) throws ApiError {
    JsonNode asked = json.path("model");
    if (asked.isMissingNode() || asked.isNull()) {
      return config.models().get(0);
    }
    if (!asked.isTextual()) {
      throw ApiError.invalid(Fields.notA("string", "model", asked));
    }
    String model = asked.asText();
    if (!config.models().contains(model)) {
      String aliases = String.join(", ", config.models());
      String message = "The model `" + model + "` does not exist. Valid aliases: " + aliases + ".";
      throw new ApiError(404, "NotFoundError", message, "model");
    }
    return model;
  }

  /** The text of a completion's prompt. */
  public String prompt() {
    return turns.get(0).content();
  }

  /** Why the answer ends. */
  public String finishReason() {
    return limited ? "length" : "stop";
  }

  /** A guess of the prompt's tokens that costs nothing: timing must not wait for a tokenizer. */
  public int estimatedPromptTokens() {
    if (promptIds.areGiven()) {
      return promptIds.count();
    }
    int chars = turns.stream().mapToInt(turn -> turn.content().length()).sum();
    return Math.max(1, chars / 4);
  }

  /**
   * Whether prompt and answer fit into the model without anything being counted: a token is a byte
   * at least. Nearly every request does; only the others have to wait for the tokenizer.
   */
  public boolean surelyFits(int maxModelLen) {
    long bytes = TEMPLATE_BYTES;
    for (PromptCounter.Turn turn : turns) {
      bytes += turn.content().getBytes(StandardCharsets.UTF_8).length + MESSAGE_BYTES;
    }
    return Math.max(bytes, promptIds.count()) + tokens <= maxModelLen;
  }

  /**
   * The same with no more tokens than a prompt of {@code promptTokens} leaves, as vLLM does.
   *
   * @throws ApiError when it leaves none
   */
  public CompletionRequest fitting(int promptTokens, int maxModelLen) throws ApiError {
    if (pooled.truncates()) {
      return this;
    }
    if (promptTokens > maxModelLen) {
      // vLLM stops counting there.
      int atLeast = maxModelLen + 1;
      String message =
          "This model's maximum context length is "
              + maxModelLen
              + " tokens. However, your prompt contains at least "
              + atLeast
              + " input tokens, which exceeds this limit even without any output tokens."
              + " Please reduce the length of the input prompt.";
      throw ApiError.badValue(message, "input_tokens", atLeast);
    }
    int left = Math.min(tokens, maxModelLen - promptTokens);
    if (left < 1) {
      throw ApiError.badValue("max_tokens must be at least 1, got 0.", "max_tokens", 0);
    }
    return new CompletionRequest(
        shape,
        model,
        turns,
        promptIds,
        left,
        limited || left < tokens,
        stream,
        includeUsage,
        inJson,
        pooled);
  }

  private static void checkTokens(String name, long tokens, SimConfig config) throws ApiError {
    if (tokens < 1) {
      // By this name, whichever was given.
      String message = "max_tokens must be at least 1, got " + tokens + ".";
      throw ApiError.badValue(message, "max_tokens", tokens);
    }
    if (tokens > config.maxModelLen()) {
      String message =
          name
              + "="
              + tokens
              + " cannot be greater than max_model_len="
              + config.maxModelLen()
              + ". Please request fewer output tokens.";
      throw ApiError.badValue(message, name, tokens);
    }
  }
}
