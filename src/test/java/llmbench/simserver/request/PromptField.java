package llmbench.simserver.request;

import com.fasterxml.jackson.databind.JsonNode;
import llmbench.simserver.http.ApiError;
import llmbench.simserver.http.Fields;
import llmbench.simserver.http.SchemaFault;

/** The prompt of a text completion: a text or token ids, alone or as the only one of a list. */
final class PromptField {

  private PromptField() {}

  /** The token ids that the prompt is. */
  static PromptIds ids(JsonNode json) throws ApiError {
    JsonNode prompt = one(json);
    return prompt.isTextual() ? PromptIds.NONE : PromptIds.of(Fields.tokenIds("prompt", prompt));
  }

  /** The text; empty when the prompt is token ids. */
  static String text(JsonNode json) throws ApiError {
    JsonNode prompt = one(json);
    return prompt.isTextual() ? prompt.asText() : "";
  }

  private static JsonNode one(JsonNode json) throws ApiError {
    JsonNode prompt = json.path("prompt");
    if (prompt.isMissingNode() || prompt.isNull() || isEmptyText(prompt)) {
      String message =
          "Either prompt or prompt_embeds must be provided and non-empty. (parameter=prompt)";
      throw ApiError.badRequest(message, "prompt");
    }
    if (prompt.isTextual()) {
      return prompt;
    }
    if (!prompt.isArray()) {
      SchemaFault noList = Fields.notA("list", "prompt", prompt);
      throw ApiError.invalid(noList, noList, Fields.notA("string", "prompt", prompt), noList);
    }
    if (prompt.isEmpty()) {
      throw ApiError.badRequest("You must pass at least one prompt", null);
    }
    if (prompt.get(0).isIntegralNumber()) {
      return prompt;
    }
    if (prompt.size() > 1) {
      String message = "The simulated server takes one prompt a request, not " + prompt.size();
      throw ApiError.badRequest(message, "prompt");
    }
    return prompt.get(0);
  }

  private static boolean isEmptyText(JsonNode prompt) {
    return prompt.isTextual() && prompt.asText().isEmpty();
  }
}
