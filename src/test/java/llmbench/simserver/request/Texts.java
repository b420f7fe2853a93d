package llmbench.simserver.request;

import com.fasterxml.jackson.databind.JsonNode;

/** The text of a message's content: a string, or parts of which some are text. */
final class Texts {

  private Texts() {}

  static String of(JsonNode content) {
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText("")));
    return text.toString();
  }
}
