package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import llmbench.dataset.picture.Jpeg;
import llmbench.dataset.picture.Picture;
import llmbench.options.ToolVersion;
import org.jspecify.annotations.Nullable;

/**
 * Pictures and videos that a file names, as content parts: their URLs, or the paths of files on the
 * server's machine.
 *
 * <p>Source: {@code process_image} and {@code process_video} of {@code
 * vllm/benchmarks/datasets/datasets.py}.
 */
final class MediaParts {

  private static final List<String> URLS = List.of("http://", "https://", "file://");

  private final boolean takesData;

  MediaParts(ToolVersion version) {
    this.takesData = version.atLeast(ToolVersion.VLLM_0_32);
  }

  /** The part of an entry that names an {@code image} or else a {@code video}; null for neither. */
  @Nullable JsonNode of(JsonNode entry) {
    if (Truth.of(entry.path("image"))) {
      return image(entry.path("image").textValue());
    }
    return Truth.of(entry.path("video")) ? video(entry.path("video").textValue()) : null;
  }

  /**
   * A text with what is beside it as the only message: {@code
   * apply_multimodal_chat_transformation}.
   *
   * @param media a content part or a list of them; null for none
   */
  static JsonNode messages(String text, @Nullable JsonNode media) {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("role", "user");
    ArrayNode content = message.putArray("content");
    content.addObject().put("text", text).put("type", "text");
    if (media != null) {
      if (media.isArray()) {
        media.forEach(content::add);
      } else {
        content.add(media);
      }
    }
    return JsonNodeFactory.instance.arrayNode().add(message);
  }

  /** What is wrong with what an entry names; null for nothing. */
  @Nullable String wrong(JsonNode entry) {
    for (String name : List.of("image", "video")) {
      if (Truth.of(entry.path(name))) {
        return entry.path(name).isTextual() ? null : "its \"" + name + "\" is no URL or path";
      }
    }
    return null;
  }

  /** A picture, by its URL or path. */
  JsonNode image(String place) {
    boolean data = takesData && place.startsWith("data:image/");
    return part("image_url", data ? place : url(place));
  }

  /** A picture that goes along, as JPEG. */
  JsonNode jpeg(Picture picture) {
    return part("image_url", data("jpeg", Jpeg.of(picture)));
  }

  /** The URL of a picture that goes along. */
  static String data(String kind, byte[] file) {
    return "data:image/" + kind + ";base64," + Base64.getEncoder().encodeToString(file);
  }

  /** A video, by its URL or path. */
  JsonNode video(String place) {
    return part("video_url", url(place));
  }

  private static String url(String place) {
    return URLS.stream().anyMatch(place::startsWith) ? place : "file://" + place;
  }

  /** A part with a URL. */
  static JsonNode part(String type, String url) {
    ObjectNode part = JsonNodeFactory.instance.objectNode().put("type", type);
    part.putObject(type).put("url", url);
    return part;
  }
}
