package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The texts of a file for embeddings: {@code _load_texts}. */
final class EmbeddingTexts {

  static final String WHAT =
      "a .txt file with a text on each line, or a .json list or .jsonl lines of texts or of objects"
          + " such as {\"text\": \"…\"}";

  /** Where an object has its text: the first of these that isn't empty. */
  private static final List<String> KEYS = List.of("text", "input", "sentence", "content");

  private EmbeddingTexts() {}

  /**
   * Opens a file.
   *
   * @param fit says which texts are left out
   * @param say is told of lines that are left out
   * @throws DatasetException when it can't be read, or its name doesn't say what it is
   */
  static ItemSource<String> open(Path file, InputFit fit, Consumer<String> say) {
    String name = file.toString();
    if (name.endsWith(".txt")) {
      return new Lines(Utf8Lines.open(DatasetFile.text(file, "a text on each line")), fit);
    }
    if (name.endsWith(".json")) {
      return new Objects(JsonList.open(DatasetFile.json(file, "a list of texts")), fit);
    }
    if (name.endsWith(".jsonl")) {
      return new Objects(
          JsonItemLines.open(DatasetFile.text(file, "a JSON text or object on each line"), say),
          fit);
    }
    throw new DatasetException(
        DatasetFile.OPTION + file + ": its name doesn't say what it is; give " + WHAT + ".");
  }

  private record Lines(Utf8Lines lines, InputFit fit) implements ItemSource<String> {

    @Override
    public @Nullable String next() {
      for (String line = lines.next(); line != null; line = lines.next()) {
        String stripped = PythonText.strip(line);
        if (!stripped.isEmpty() && fit.prompt(stripped) != null) {
          return stripped;
        }
      }
      return null;
    }

    @Override
    public void close() {
      lines.close();
    }
  }

  private record Objects(JsonItems items, InputFit fit) implements ItemSource<String> {

    @Override
    public @Nullable String next() {
      for (JsonNode item = items.next(); item != null; item = items.next()) {
        String text = item.isTextual() ? item.textValue() : textOf(item);
        if (text != null && fit.prompt(text) != null) {
          return text;
        }
      }
      return null;
    }

    private @Nullable String textOf(JsonNode item) {
      for (String key : KEYS) {
        JsonNode text = item.path(key);
        if (Truth.of(text)) {
          if (!text.isTextual()) {
            throw new DatasetException(
                items.at() + ": its \"" + key + "\" is not a text; expected " + WHAT + ".");
          }
          return text.textValue();
        }
      }
      return null;
    }

    @Override
    public void close() {
      items.close();
    }
  }
}
