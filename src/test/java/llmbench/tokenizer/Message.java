package llmbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One message of a chat.
 *
 * @param role such as {@code user}
 * @param content its text
 */
public record Message(String role, String content) {

  /**
   * A message whose content is what OpenAI's API takes: a string, a list of parts {@code
   * {"type":"text","text":…}}, or null. Parts are joined by line breaks, as vLLM does for templates
   * that want a string.
   *
   * @throws IllegalArgumentException for anything else; the message says what was expected
   */
  public static Message of(String role, JsonNode content) {
    return new Message(role, text(content));
  }

  private static String text(JsonNode content) {
    if (content.isNull() || content.isMissingNode()) {
      return "";
    }
    if (content.isTextual()) {
      return content.textValue();
    }
    if (!content.isArray()) {
      throw new IllegalArgumentException(
          "content must be a string or a list of parts, not " + content.getNodeType());
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode part : content) {
      if (part.isTextual()) {
        texts.add(part.textValue());
      } else if (part.path("text").isTextual()) {
        texts.add(part.path("text").textValue());
      } else {
        throw new IllegalArgumentException(
            "content part of type '" + part.path("type").asText("?") + "' has no text");
      }
    }
    return String.join("\n", texts);
  }
}
