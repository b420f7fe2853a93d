package llmbench.simserver.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import llmbench.simserver.config.PromptCounter.Turn;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.http.ApiError;
import llmbench.simserver.http.Fields;

/**
 * The body of {@code /v1/embeddings} and of {@code /pooling}: an input or several, or the messages
 * of a chat, which are one.
 */
public final class EmbeddingsRequest {

  private static final Set<String> ENCODINGS = Set.of("float", "base64", "bytes", "bytes_only");

  private EmbeddingsRequest() {}

  /**
   * The request in this JSON.
   *
   * @param shape of the answer
   */
  public static CompletionRequest of(Shape shape, JsonNode json, SimConfig config) throws ApiError {
    String encoding = json.path("encoding_format").asText("float");
    if (!ENCODINGS.contains(encoding)) {
      throw ApiError.badValue(
          "encoding_format must be one of float, base64, bytes and bytes_only, got "
              + encoding
              + ".",
          "encoding_format",
          encoding);
    }
    OptionalLong truncation = truncation(json, config);
    String model = CompletionRequest.checkModel(json, config);
    List<Turn> inputs = json.path("messages").isArray() ? messages(json) : inputs(json);
    return CompletionRequest.pooling(
        shape, model, inputs, new Pooled(inputs.size(), encoding, truncation.isPresent()));
  }

  /** {@code truncate_prompt_tokens}: -1 is as many as fit. */
  static OptionalLong truncation(JsonNode json, SimConfig config) throws ApiError {
    OptionalLong truncation = Fields.integer(json, "truncate_prompt_tokens");
    long tokens = truncation.orElse(0);
    if (tokens < -1 || tokens > config.maxModelLen()) {
      throw ApiError.badValue(
          "truncate_prompt_tokens must be from -1 to "
              + config.maxModelLen()
              + ", got "
              + tokens
              + ".",
          "truncate_prompt_tokens",
          tokens);
    }
    return truncation;
  }

  private static List<Turn> messages(JsonNode json) {
    StringBuilder text = new StringBuilder();
    json.path("messages").forEach(message -> text.append(Texts.of(message.path("content"))));
    return List.of(new Turn("user", text.toString()));
  }

  private static List<Turn> inputs(JsonNode json) throws ApiError {
    JsonNode input = json.path("input");
    if (input.isMissingNode() || input.isNull()) {
      throw ApiError.invalid(Fields.missing("input", json));
    }
    if (input.isTextual()) {
      return List.of(new Turn("user", input.asText()));
    }
    if (!input.isArray()) {
      throw ApiError.invalid(
          Fields.notA("list", "input", input), Fields.notA("string", "input", input));
    }
    if (input.isEmpty()) {
      throw ApiError.badRequest("You must pass at least one prompt", "input");
    }
    List<Turn> inputs = new ArrayList<>();
    for (JsonNode one : input) {
      if (!one.isTextual()) {
        throw ApiError.invalid(Fields.notA("string", "input." + inputs.size(), one));
      }
      inputs.add(new Turn("user", one.asText()));
    }
    return inputs;
  }
}
