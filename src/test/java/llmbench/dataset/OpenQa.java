package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;

/** evalscope's {@code openqa}: a JSON object on each line, whose {@code question} is the prompt. */
final class OpenQa extends EvalscopeDataset {

  private static final String FILE = "open_qa.jsonl";

  @Override
  public String name() {
    return "openqa";
  }

  @Override
  Stream<Content> contents(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    return new Questions(context, count).read(wanted);
  }

  private static final class Questions extends TextFile {

    Questions(PromptContext context, ChatCount count) {
      super(context, count, "a JSON object such as {\"question\": \"…\"} on each line");
    }

    @Override
    Path file(Path given) {
      return Files.isDirectory(given) ? given.resolve(FILE) : given;
    }

    @Override
    @Nullable Content content(String line, Utf8Lines lines) {
      return line.isEmpty() ? null : fitting(question(line, lines));
    }

    private static String question(String line, Utf8Lines lines) {
      JsonNode json = PythonJson.loads(line);
      if (json != null && json.isObject() && json.path("question").isTextual()) {
        return PythonText.strip(json.path("question").textValue());
      }
      throw new DatasetException(
          lines.at()
              + ": "
              + whyNoQuestion(line, json)
              + "; expected a JSON object such as {\"question\": \"…\"}. Correct the line, or"
              + " read the file with --dataset line_by_line.");
    }

    private static @Nullable String whyNoQuestion(String line, @Nullable JsonNode json) {
      if (json == null || !json.isObject()) {
        return PythonJson.whyNoObject(line);
      }
      return json.has("question") ? "its \"question\" is not a text" : "it has no \"question\"";
    }
  }
}
