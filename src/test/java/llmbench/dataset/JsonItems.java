package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.function.Consumer;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;

/**
 * JSON values that are the items of one list, or each on a line, where lines that are no JSON are
 * left out, as evalscope does.
 */
final class JsonItems implements ItemSource<JsonNode> {

  private final @Nullable JsonList list;
  private final @Nullable Utf8Lines lines;
  private final Consumer<String> say;
  private boolean saidOfSkipped;

  private JsonItems(@Nullable JsonList list, @Nullable Utf8Lines lines, Consumer<String> say) {
    this.list = list;
    this.lines = lines;
    this.say = say;
  }

  /** Those of one list. */
  static JsonItems ofList(Path file, String what) {
    return new JsonItems(JsonList.open(file, what), null, text -> {});
  }

  /**
   * Those of lines.
   *
   * @param what they are, to end "a text file with …"
   * @param say is told of the first line that is left out
   */
  static JsonItems ofLines(Path file, String what, Consumer<String> say) {
    return new JsonItems(null, Utf8Lines.open(file, what), say);
  }

  @Override
  public @Nullable JsonNode next() {
    return list != null ? list.next() : lines != null ? next(lines) : null;
  }

  private @Nullable JsonNode next(Utf8Lines from) {
    for (String line = from.next(); line != null; line = from.next()) {
      String stripped = PythonText.strip(line);
      JsonNode item = stripped.isEmpty() ? null : PythonJson.loads(stripped);
      if (item != null) {
        return item;
      }
      if (!stripped.isEmpty() && !saidOfSkipped) {
        saidOfSkipped = true;
        say.accept(from.at() + ": isn't JSON; such lines are left out, as in evalscope.");
      }
    }
    return null;
  }

  /** The option, its file and where the item stands that was read last. */
  String at() {
    return list != null ? list.at() : lines != null ? lines.at() : "";
  }

  @Override
  public void close() {
    if (list != null) {
      list.close();
    }
    if (lines != null) {
      lines.close();
    }
  }
}
