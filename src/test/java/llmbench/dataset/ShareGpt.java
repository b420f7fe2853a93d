package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;

/**
 * evalscope's {@code share_gpt_zh} and {@code share_gpt_en}: a conversation on each line, sent as
 * messages up to what the user says last.
 *
 * <p>Source: {@code ShareGPTDatasetPluginBase} in evalscope/perf/plugin/datasets/share_gpt.py.
 */
final class ShareGpt extends EvalscopeDataset {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String name;
  private final String file;

  /**
   * One of both.
   *
   * @param language that of its conversations, as names have it
   */
  ShareGpt(String language) {
    this.name = "share_gpt_" + language;
    this.file = "common_" + language + "_70k.jsonl";
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  Stream<Content> contents(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    return new Conversations(context, count, file).read(wanted);
  }

  private static final class Conversations extends TextFile {

    private static final String EXAMPLE =
        "{\"conversation\": [{\"human\": \"…\", \"assistant\": \"…\"}]}";

    private final String inFolder;

    Conversations(PromptContext context, ChatCount count, String inFolder) {
      super(context, count, "a JSON object such as " + EXAMPLE + " on each line");
      this.inFolder = inFolder;
    }

    @Override
    Path file(Path given) {
      return Files.isDirectory(given) ? given.resolve(inFolder) : given;
    }

    @Override
    @Nullable Content content(String line, Utf8Lines lines) {
      if (line.isEmpty()) {
        return null;
      }
      JsonNode json = PythonJson.loads(line);
      if (json == null || !json.isObject()) {
        throw wrong(lines, PythonJson.whyNoObject(line));
      }
      ArrayNode messages = messages(json.path("conversation"), lines);
      return messages.isEmpty() ? null : fit().conversation(messages);
    }

    /** {@code _convert_to_openai_messages}: turns in which nobody asks are left out. */
    private static ArrayNode messages(JsonNode turns, Utf8Lines lines) {
      if (!turns.isArray() && !turns.isMissingNode() && !turns.isNull()) {
        throw wrong(lines, "its \"conversation\" is not a list");
      }
      ArrayNode messages = JSON.arrayNode();
      for (JsonNode turn : turns) {
        String human = said("human", turn, lines);
        String assistant = said("assistant", turn, lines);
        if (!human.isEmpty()) {
          add(messages, "user", human);
          add(messages, "assistant", assistant);
        }
      }
      int last = messages.size() - 1;
      if (last >= 0 && messages.get(last).path("role").asText().equals("assistant")) {
        messages.remove(last);
      }
      return messages;
    }

    private static void add(ArrayNode messages, String role, String text) {
      if (!text.isEmpty()) {
        messages.addObject().put("role", role).put("content", text);
      }
    }

    private static String said(String who, JsonNode turn, Utf8Lines lines) {
      if (!turn.isObject()) {
        throw wrong(lines, "a turn of its \"conversation\" is not an object");
      }
      JsonNode text = turn.path(who);
      if (!text.isTextual() && !text.isMissingNode()) {
        throw wrong(lines, "a \"" + who + "\" of its \"conversation\" is not a text");
      }
      return PythonText.strip(text.asText());
    }

    private static DatasetException wrong(Utf8Lines lines, @Nullable String why) {
      return new DatasetException(
          lines.at()
              + ": "
              + why
              + "; expected a JSON object such as "
              + EXAMPLE
              + ". Correct the line, or take it out.");
    }
  }
}
