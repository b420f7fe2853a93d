package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import llmbench.dataset.Prompt;
import llmbench.dataset.Prompt.Form;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;

/**
 * The messages that vLLM bench makes of a prompt: those that a dataset has made ready, or one of a
 * user with its text and its media. Source: {@code _get_chat_messages} and {@code
 * _get_chat_content}.
 */
final class VllmMessages {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private VllmMessages() {}

  /** Media behind the text. */
  static JsonNode of(Prompt prompt) {
    return of(prompt, prompt.form() == Form.TEXT ? prompt.text() : null, false);
  }

  /**
   * With another text, and media before or behind it.
   *
   * @param text null where the prompt is no text
   */
  static JsonNode of(Prompt prompt, @Nullable String text, boolean mediaFirst) {
    JsonNode own = text == null ? VllmRun.value(prompt) : JSON.textNode(text);
    if (prompt.form() == Form.BODY) {
      return own.path("messages");
    }
    if (isMessages(own)) {
      return own;
    }
    ArrayNode media = media(prompt);
    ArrayNode content = JSON.arrayNode();
    if (mediaFirst) {
      content.addAll(media);
    }
    if (isParts(own)) {
      own.forEach(content::add);
    } else {
      ObjectNode part = content.addObject().put("type", "text");
      part.set("text", own);
    }
    if (!mediaFirst) {
      content.addAll(media);
    }
    ObjectNode message = JSON.objectNode().put("role", "user");
    message.set("content", content);
    return JSON.arrayNode().add(message);
  }

  /** Its media, each a content part; none where it has none. */
  static ArrayNode media(Prompt prompt) {
    ArrayNode parts = JSON.arrayNode();
    String media = prompt.extras().media();
    if (media != null) {
      JsonNode json = PythonJson.required(media);
      if (json.isArray()) {
        json.forEach(parts::add);
      } else {
        parts.add(json);
      }
    }
    return parts;
  }

  /** {@code _is_chat_messages}. */
  private static boolean isMessages(JsonNode value) {
    return isListOf(
        value,
        item -> {
          JsonNode content = item.path("content");
          return item.path("role").isTextual() && (content.isTextual() || content.isArray());
        });
  }

  private static boolean isParts(JsonNode value) {
    return isListOf(value, item -> item.path("type").isTextual());
  }

  private static boolean isListOf(JsonNode value, Predicate<JsonNode> isOne) {
    return value.isArray()
        && !value.isEmpty()
        && StreamSupport.stream(value.spliterator(), false).allMatch(isOne);
  }
}
