package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import llmbench.dataset.Prompt.Form;
import llmbench.options.EvalscopeOptions;
import llmbench.options.EvalscopeOptions.Format;
import llmbench.options.ToolVersion;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;

/**
 * evalscope's datasets that are a text file: {@code openqa} and {@code line_by_line}. As many lines
 * are read as there are prompts wanted.
 */
final class EvalscopeLines {

  private static final String OPENQA_FILE = "open_qa.jsonl";

  private final ToolVersion compat;
  private final EvalscopeOptions options;
  private final EvalscopeOptions.Lines asked;
  private final ChatCount count;

  EvalscopeLines(
      ToolVersion compat, EvalscopeOptions options, EvalscopeOptions.Lines asked, ChatCount count) {
    this.compat = compat;
    this.options = options;
    this.asked = asked;
    this.count = count;
  }

  /**
   * The prompts whose length is among those asked for, the first ones of the file.
   *
   * @param wanted how many at most
   */
  List<Content> read(int wanted) {
    List<Content> contents = new ArrayList<>();
    Path file = file();
    boolean blank = true;
    try (Utf8Lines lines = Utf8Lines.open(file, what())) {
      String line = lines.next();
      while (line != null && contents.size() < wanted) {
        String stripped = PythonText.strip(line);
        blank = blank && stripped.isEmpty();
        Content content = content(stripped, lines);
        if (content != null) {
          contents.add(content);
        }
        line = lines.next();
      }
    }
    if (contents.isEmpty()) {
      throw blank
          ? Utf8Lines.wrong(file, "is empty", what())
          : new DatasetException(Utf8Lines.OPTION + file + ": " + noneFits());
    }
    return contents;
  }

  private String noneFits() {
    return "no prompt has "
        + asked.length().low()
        + " to "
        + asked.length().high()
        + (options.countsTokens() ? " tokens" : " characters")
        + "; widen --min-prompt-length and --max-prompt-length, or take another file.";
  }

  private Path file() {
    try {
      Path path = Path.of(asked.path());
      boolean folder = asked.format() == Format.OPENQA && Files.isDirectory(path);
      return folder ? path.resolve(OPENQA_FILE) : path;
    } catch (InvalidPathException e) {
      throw new DatasetException(
          Utf8Lines.OPTION + "isn't a path; give that of a text file with " + what() + ".");
    }
  }

  private String what() {
    return asked.format() == Format.OPENQA
        ? "a JSON object such as {\"question\": \"…\"} on each line"
        : "a prompt on each line";
  }

  private @Nullable Content content(String line, Utf8Lines lines) {
    if (asked.format() == Format.OPENQA) {
      return line.isEmpty() ? null : fitting(question(line, lines));
    }
    if (compat == ToolVersion.EVALSCOPE_1_1) {
      return fitting(line);
    }
    return line.isEmpty() ? null : textOrJson(line, lines);
  }

  private String question(String line, Utf8Lines lines) {
    JsonNode json = PythonJson.loads(line);
    if (json != null && json.isObject() && json.path("question").isTextual()) {
      return PythonText.strip(json.path("question").textValue());
    }
    throw new DatasetException(
        lines.at()
            + ": "
            + whyNoQuestion(line, json)
            + "; expected a JSON object such as {\"question\": \"…\"}. Mend the line, or read"
            + " the file with --dataset line_by_line.");
  }

  private static @Nullable String whyNoQuestion(String line, @Nullable JsonNode json) {
    if (json == null || !json.isObject()) {
      return PythonJson.whyNoObject(line);
    }
    return json.has("question") ? "its \"question\" is no text" : "it has no \"question\"";
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
    if (json.isObject()) {
      return new Content(PythonJson.dumps(json), Form.BODY);
    }
    if (json.isArray() && !json.isEmpty() && isAllObjects(json)) {
      return new Content(PythonJson.dumps(json), Form.MESSAGES);
    }
    throw new DatasetException(
        lines.at()
            + ": is JSON, which evalscope 1.14 would send as it is, but neither a list of messages"
            + " nor a request's body; quote it to make it a text.");
  }

  private static boolean isAllObjects(JsonNode list) {
    for (JsonNode item : list) {
      if (!item.isObject()) {
        return false;
      }
    }
    return true;
  }

  /** {@code check_prompt_length}; null for a prompt that is too short or too long. */
  private @Nullable Content fitting(String text) {
    return asked.length().holds(length(text)) ? Content.text(text) : null;
  }

  private int length(String text) {
    if (!options.countsTokens()) {
      return PythonText.length(text);
    }
    if (compat == ToolVersion.EVALSCOPE_1_14 && options.chatTemplate()) {
      return count.ids(text).length;
    }
    return count.tokenizer().count(text) + count.tokenizer().addedSpecialTokens();
  }
}
