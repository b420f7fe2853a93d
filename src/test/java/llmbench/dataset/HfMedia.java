package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import llmbench.dataset.picture.Picture;
import llmbench.dataset.picture.PictureException;
import llmbench.dataset.rows.Row;
import llmbench.options.ToolVersion;
import llmbench.options.dataset.HfOptions;

/**
 * Pictures and videos of rows as content parts: by their URL, or the picture itself as JPEG.
 *
 * <p>Source: {@code process_image} and {@code process_video}, and the {@code Image} feature of
 * Hugging Face's datasets.
 */
final class HfMedia {

  private static final String ON_HUB = "https://huggingface.co/datasets/%s/resolve/main";

  private final MediaParts parts;

  HfMedia(ToolVersion version) {
    this.parts = new MediaParts(version);
  }

  /** A picture of a row: a URL or path, or an object with its bytes or else its path. */
  JsonNode image(Row row, JsonNode value) {
    if (value.isTextual()) {
      return parts.image(value.textValue());
    }
    return jpeg(row, bytes(row, value));
  }

  /** The part of a picture that goes along as JPEG. */
  private JsonNode jpeg(Row row, byte[] file) {
    try {
      return parts.jpeg(Picture.read(file));
    } catch (PictureException e) {
      throw new DatasetException(HfRun.at(row) + ": its picture " + e.getMessage() + ".");
    }
  }

  private static byte[] bytes(Row row, JsonNode value) {
    try {
      if (value.path("bytes").isBinary()) {
        return value.path("bytes").binaryValue();
      }
      if (value.path("path").isTextual()) {
        return NamedFile.bytes(value.path("path").textValue());
      }
    } catch (IOException e) {
      throw new DatasetException(
          HfRun.at(row) + ": its picture can't be read: " + e.getMessage() + ".");
    }
    throw HfRun.wrong(row, "has a picture that is neither a URL, nor bytes, nor a path");
  }

  /** A video by its place; one on the hub is taken from the dataset's folder. */
  JsonNode video(String place, HfRun run) {
    HfOptions asked = run.asked();
    String root = ON_HUB.formatted(asked.set().name());
    if (run.isFromHub() && place.startsWith(root + "/")) {
      return parts.video(run.file(place.substring(root.length() + 1)).toString());
    }
    return parts.video(place.replace(root, asked.file().path()));
  }
}
