package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import llmbench.dataset.Prompt;
import llmbench.options.syntax.PythonJson;

/** Counts what a prompt has besides text. */
final class SentMedia {

  private static final String MESSAGES = "messages";

  private SentMedia() {}

  /** Its own pictures, videos and sounds, and those in its messages. */
  static int count(Prompt prompt) {
    int own = VllmMessages.media(prompt).size();
    return switch (prompt.form()) {
      case MESSAGES -> own + inMessages(PythonJson.required(prompt.text()));
      case BODY -> own + inMessages(PythonJson.required(prompt.text()).path(MESSAGES));
      default -> own;
    };
  }

  private static int inMessages(JsonNode messages) {
    int count = 0;
    for (JsonNode message : messages) {
      for (JsonNode part : message.path("content")) {
        String type = part.path("type").asText("text");
        count += type.equals("text") ? 0 : 1;
      }
    }
    return count;
  }
}
