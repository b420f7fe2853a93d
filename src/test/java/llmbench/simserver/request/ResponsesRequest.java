package llmbench.simserver.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import llmbench.simserver.config.PromptCounter.Turn;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.http.ApiError;
import llmbench.simserver.http.Fields;

/** The body of {@code /v1/responses}: its input is a text, or messages. */
public final class ResponsesRequest {

  private ResponsesRequest() {}

  /** The request in this JSON. */
  public static CompletionRequest of(JsonNode json, SimConfig config) throws ApiError {
    JsonNode input = json.path("input");
    if (input.isMissingNode()) {
      throw ApiError.invalid(Fields.missing("input", json));
    }
    if (!input.isTextual() && !input.isArray()) {
      throw ApiError.invalid(
          Fields.notA("string", "input.str", input), Fields.notA("list", "input.list", input));
    }
    String model = CompletionRequest.checkModel(json, config);
    List<Turn> turns = new ArrayList<>();
    if (input.isTextual()) {
      turns.add(new Turn("user", input.asText()));
    }
    input.forEach(item -> turns.add(turn(item)));
    if (turns.isEmpty()) {
      throw ApiError.badRequest("You must pass at least one message", "input");
    }
    OptionalLong asked = Fields.integer(json, "max_output_tokens");
    return CompletionRequest.generating(
        Shape.RESPONSES,
        model,
        turns,
        "max_output_tokens",
        asked,
        Fields.bool(json, "stream"),
        config);
  }

  /** A message, or a call of a function or what came of it, which a chat's template would write. */
  private static Turn turn(JsonNode item) {
    return switch (item.path("type").asText()) {
      case "function_call" ->
          new Turn("assistant", item.path("name").asText() + item.path("arguments").asText());
      case "function_call_output" -> new Turn("tool", Texts.of(item.path("output")));
      default -> new Turn(item.path("role").asText("user"), Texts.of(item.path("content")));
    };
  }
}
