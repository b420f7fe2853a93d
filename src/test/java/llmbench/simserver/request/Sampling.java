package llmbench.simserver.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;
import llmbench.simserver.http.ApiError;

/** The sampling parameters: without a model they change nothing, but vLLM refuses bad ones. */
final class Sampling {

  private Sampling() {}

  static void check(JsonNode json, OptionalLong choices) throws ApiError {
    long n = choices.orElse(1);
    if (n < 1) {
      throw ApiError.badRequest("n must be at least 1, got " + n + ".", null);
    }
    if (n > 1) {
      String message = "The simulated server gives one choice a request, not n=" + n + ".";
      throw ApiError.badRequest(message, "n");
    }
    JsonNode temperature = json.path("temperature");
    if (temperature.isNumber() && temperature.asDouble() < 0) {
      double value = temperature.asDouble();
      String message = "temperature must be non-negative, got " + value + ".";
      throw ApiError.badValue(message, "temperature", value);
    }
    JsonNode topP = json.path("top_p");
    if (topP.isNumber() && (topP.asDouble() <= 0 || topP.asDouble() > 1)) {
      double value = topP.asDouble();
      throw ApiError.badValue("top_p must be in (0, 1], got " + value + ".", "top_p", value);
    }
  }
}
