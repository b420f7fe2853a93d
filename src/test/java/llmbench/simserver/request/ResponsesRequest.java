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
    for (JsonNode message : input) {
      String role = message.path("role").asText("user");
      turns.add(new Turn(role, Texts.of(message.path("content"))));
    }
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
}
