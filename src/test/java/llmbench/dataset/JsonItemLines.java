package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;

/** JSON values, each on a line; lines that are no JSON are left out, as evalscope does. */
final class JsonItemLines implements JsonItems {

  private final Utf8Lines lines;
  private final Consumer<String> say;
  private boolean saidOfSkipped;

  private JsonItemLines(Utf8Lines lines, Consumer<String> say) {
    this.lines = lines;
    this.say = say;
  }

  /**
   * Opens a file.
   *
   * @param say is told of the first line that is left out
   */
  static JsonItemLines open(DatasetFile file, Consumer<String> say) {
    return new JsonItemLines(Utf8Lines.open(file), say);
  }

  @Override
  public @Nullable JsonNode next() {
    for (String line = lines.next(); line != null; line = lines.next()) {
      String stripped = PythonText.strip(line);
      JsonNode item = stripped.isEmpty() ? null : PythonJson.loads(stripped);
      if (item != null) {
        return item;
      }
      if (!stripped.isEmpty() && !saidOfSkipped) {
        saidOfSkipped = true;
        say.accept(at() + ": isn't JSON; such lines are left out, as in evalscope.");
      }
    }
    return null;
  }

  @Override
  public String at() {
    return lines.at();
  }

  @Override
  public void close() {
    lines.close();
  }
}
