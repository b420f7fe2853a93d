package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import llmbench.dataset.picture.Png;

/**
 * A message's content as a file says it: texts and pictures, the pictures by their places or
 * themselves.
 *
 * <p>Source: {@code CustomImageDataset} of {@code vllm/benchmarks/datasets/datasets.py}.
 */
final class ContentParts {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String PICTURE = "image_url";
  private static final String DATA = "data:image/";

  private final MediaParts media;
  private final boolean clientSide;

  /**
   * A way to make them.
   *
   * @param clientSide whether pictures are read here, and sent themselves
   */
  ContentParts(MediaParts media, boolean clientSide) {
    this.media = media;
    this.clientSide = clientSide;
  }

  /** A line's content isn't one; the message says why. */
  static final class WrongPart extends Exception {

    private static final long serialVersionUID = 1L;

    WrongPart(String message) {
      super(message);
    }
  }

  /** All parts of a content. */
  ArrayNode all(JsonNode content) throws WrongPart {
    if (!content.isArray() || content.isEmpty()) {
      throw new WrongPart("its \"content\" is not a list with something in it");
    }
    ArrayNode parts = NODES.arrayNode();
    for (JsonNode part : content) {
      parts.add(part(part));
    }
    return parts;
  }

  /** Files of pictures: one is a part, several are a list. */
  JsonNode pictures(JsonNode files) throws WrongPart {
    if (!files.isArray() || files.isEmpty()) {
      throw new WrongPart("its \"image_files\" is not a list with something in it");
    }
    ArrayNode parts = NODES.arrayNode();
    for (JsonNode file : files) {
      parts.add(picture(file));
    }
    return parts.size() == 1 ? parts.path(0) : parts;
  }

  private JsonNode part(JsonNode part) throws WrongPart {
    return switch (part.path("type").asText()) {
      case "text" -> text(part.path("text"));
      case "image" -> picture(part.path("image"));
      case PICTURE -> ofUrl(part.path(PICTURE));
      default ->
          throw new WrongPart("a part of its \"content\" is neither text, image nor image_url");
    };
  }

  private static JsonNode text(JsonNode text) throws WrongPart {
    if (!text.isTextual()) {
      throw new WrongPart("a part of type \"text\" has no text");
    }
    return NODES.objectNode().put("type", "text").put("text", text.textValue());
  }

  /** A URL or an object with one, whose other fields are kept behind it. */
  private JsonNode ofUrl(JsonNode value) throws WrongPart {
    if (!value.isObject()) {
      return picture(value);
    }
    ObjectNode part = picture(value.path("url"));
    ObjectNode url = (ObjectNode) part.path(PICTURE);
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      if (!field.getKey().equals("url")) {
        url.set(field.getKey(), field.getValue());
      }
    }
    return part;
  }

  private ObjectNode picture(JsonNode place) throws WrongPart {
    if (!place.isTextual()) {
      throw new WrongPart("a picture of it has no URL or path");
    }
    ObjectNode part = (ObjectNode) media.image(place.textValue());
    String url = part.path(PICTURE).path("url").textValue();
    if (clientSide && !url.startsWith(DATA)) {
      part.putObject(PICTURE).put("url", MediaParts.data("png", Png.of(FetchedPicture.of(url))));
    }
    return part;
  }
}
