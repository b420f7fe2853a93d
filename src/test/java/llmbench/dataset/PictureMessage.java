package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import llmbench.dataset.Prompt.Form;
import llmbench.options.syntax.PythonJson;

/**
 * A message of a text and pictures, as evalscope's {@code create_message} makes it: parts, with the
 * pictures as data URLs.
 */
final class PictureMessage {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ArrayNode parts = JSON.arrayNode();
  private final int patch;
  private int tokens;

  /**
   * An empty one.
   *
   * @param patch pixels of the square that counts as a token
   */
  PictureMessage(int patch) {
    this.patch = patch;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  PictureMessage text(String text) {
    parts.addObject().put("type", "text").put("text", text);
    return this;
  }

  /**
   * A picture.
   *
   * @param file its bytes
   * @param type such as {@code png}
   * @param width pixels
   * @param height pixels
   */
  PictureMessage picture(byte[] file, String type, int width, int height) {
    parts.add(MediaParts.part("image_url", MediaParts.data(type, file)));
    tokens += patches(height) * patches(width);
    return this;
  }

  private int patches(int pixels) {
    return (pixels + patch - 1) / patch;
  }

  /** What a request says with it. */
  Content content() {
    JsonNode messages =
        JSON.arrayNode().add(JSON.objectNode().put("role", "user").set("content", parts));
    return new Content(PythonJson.dumps(messages), Form.MESSAGES, tokens, Map.of());
  }
}
