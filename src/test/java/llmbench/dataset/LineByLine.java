package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import llmbench.dataset.Prompt.Form;
import llmbench.options.ToolVersion;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;

/**
 * evalscope's {@code line_by_line}: a prompt on each line; from 1.14 on also a JSON list of
 * messages or a whole body.
 */
final class LineByLine extends EvalscopeDataset {

  @Override
  public String name() {
    return "line_by_line";
  }

  @Override
  Stream<Content> contents(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    return new Lines(context, count).read(wanted);
  }

  private static final class Lines extends TextFile {

    private final ToolVersion version;

    Lines(PromptContext context, ChatCount count) {
      super(context, count, "a prompt on each line");
      version = context.version();
    }

    @Override
    @Nullable Content content(String line, Utf8Lines lines) {
      if (!version.atLeast(ToolVersion.EVALSCOPE_1_14)) {
        return fitting(line);
      }
      return line.isEmpty() ? null : textOrJson(line, lines);
    }

    /** From 1.14 on: whatever is JSON is taken as such, and isn't measured. */
    private @Nullable Content textOrJson(String line, Utf8Lines lines) {
      JsonNode json = PythonJson.loads(line);
      if (json == null) {
        return fitting(line);
      }
      if (json.isTextual()) {
        return fitting(json.textValue());
      }
      if (fit().bringsToLength()) {
        throw new DatasetException(
            lines.at()
                + ": is JSON, whose length can't be changed; leave target_input_len out of"
                + " --dataset-args, or take a file of plain texts.");
      }
      if (json.isObject()) {
        return new Content(PythonJson.dumps(json), Form.BODY);
      }
      if (json.isArray() && !json.isEmpty() && isAllObjects(json)) {
        return new Content(PythonJson.dumps(json), Form.MESSAGES);
      }
      throw new DatasetException(
          lines.at()
              + ": is JSON, which evalscope 1.14 would send as it is, but neither a list of"
              + " messages nor a request's body; quote it to make it a text.");
    }

    private static boolean isAllObjects(JsonNode list) {
      for (JsonNode item : list) {
        if (!item.isObject()) {
          return false;
        }
      }
      return true;
    }
  }
}
