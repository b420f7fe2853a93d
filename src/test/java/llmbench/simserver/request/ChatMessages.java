package llmbench.simserver.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import llmbench.simserver.config.PromptCounter;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.http.ApiError;
import llmbench.simserver.http.Fields;

/** The messages of a chat, read as vLLM reads them for a model that knows only text. */
public final class ChatMessages {

  private ChatMessages() {}

  public static List<PromptCounter.Turn> of(JsonNode json, SimConfig config) throws ApiError {
    JsonNode messages = json.path("messages");
    if (messages.isMissingNode()) {
      throw ApiError.invalid(Fields.missing("messages", json));
    }
    if (!messages.isArray()) {
      throw ApiError.invalid(Fields.notA("list", "messages", messages));
    }
    if (messages.isEmpty()) {
      String message =
          "Cannot apply chat template to an empty conversation. Provide at least one message.";
      throw ApiError.badRequest(message, null);
    }
    List<PromptCounter.Turn> turns = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      turns.add(turn("messages." + i, messages.get(i), config));
    }
    return List.copyOf(turns);
  }

  /** Any role passes. vLLM lists one fault for each kind of message it knows; here it is one. */
  private static PromptCounter.Turn turn(String place, JsonNode message, SimConfig config)
      throws ApiError {
    if (!message.isObject()) {
      throw ApiError.invalid(Fields.notA("dict", place, message));
    }
    JsonNode role = message.path("role");
    if (role.isMissingNode()) {
      throw ApiError.invalid(Fields.missing(place + ".role", message));
    }
    if (!role.isTextual()) {
      throw ApiError.invalid(Fields.notA("string", place + ".role", role));
    }
    return new PromptCounter.Turn(
        role.asText(), content(place + ".content", message.path("content"), config));
  }

  /** A string, or parts whose texts are joined by line feeds, as vLLM does; absent is empty. */
  private static String content(String place, JsonNode content, SimConfig config) throws ApiError {
    if (content.isMissingNode() || content.isNull()) {
      return "";
    }
    if (content.isTextual()) {
      return content.asText();
    }
    if (!content.isArray()) {
      throw ApiError.invalid(Fields.notA("string", place, content));
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode part : content) {
      if (part.isTextual()) {
        texts.add(part.asText());
      } else if (part.path("text").isTextual()) {
        texts.add(part.get("text").asText());
      } else {
        String model = config.models().get(0);
        throw ApiError.badRequest(model + " is not a multimodal model", null);
      }
    }
    return String.join("\n", texts);
  }
}
