package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import llmbench.dataset.Prompt.Form;
import llmbench.options.dataset.EvalscopeRerankOptions;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;

/**
 * evalscope's {@code rerank}: a query and documents in each object; those that lack one are left
 * out.
 *
 * <p>Source: evalscope/perf/plugin/datasets/rerank_dataset.py; a text instead of a list of
 * documents is made a list in plugin/api/openai_rerank_api.py.
 */
final class EvalscopeRerank extends EvalscopeDataset {

  private static final String OBJECTS =
      "objects such as {\"query\": \"…\", \"documents\": [\"…\"]}";

  private static final String WHAT = "a .json list, or .jsonl or .txt lines, of " + OBJECTS;

  /** Where an object has its documents: the first of these that isn't empty. */
  private static final List<String> KEYS = List.of("documents", "passages", "texts");

  @Override
  public String name() {
    return EvalscopeRerankOptions.NAME;
  }

  @Override
  Stream<Content> contents(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    Path file = DatasetFile.path(context.asked(EvalscopeRerankOptions.class).path(), WHAT);
    return ItemSource.stream(
            new Rankings(open(file, context.say())),
            () ->
                new DatasetException(
                    DatasetFile.OPTION
                        + file
                        + ": has no query with documents; expected "
                        + OBJECTS
                        + "."))
        .limit(wanted);
  }

  private static JsonItems open(Path file, Consumer<String> say) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) {
      return JsonList.open(DatasetFile.json(file, "a list of " + OBJECTS));
    }
    if (name.endsWith(".jsonl") || name.endsWith(".txt")) {
      return JsonItemLines.open(DatasetFile.text(file, OBJECTS + ", one on each line"), say);
    }
    throw new DatasetException(
        DatasetFile.OPTION + file + ": its name doesn't say what it is; give " + WHAT + ".");
  }

  private record Rankings(JsonItems items) implements ItemSource<Content> {

    @Override
    public @Nullable Content next() {
      for (JsonNode item = items.next(); item != null; item = items.next()) {
        JsonNode query = item.path("query");
        JsonNode documents = documents(item);
        if (Truth.of(query) && Truth.of(documents)) {
          return ranking(query, documents);
        }
      }
      return null;
    }

    private static JsonNode documents(JsonNode item) {
      return KEYS.stream()
          .map(item::path)
          .filter(Truth::of)
          .findFirst()
          .orElse(item.path("documents"));
    }

    private static Content ranking(JsonNode query, JsonNode documents) {
      ObjectNode pair = JsonNodeFactory.instance.objectNode();
      pair.set("query", query);
      pair.set(
          "documents",
          documents.isTextual() ? JsonNodeFactory.instance.arrayNode().add(documents) : documents);
      return new Content(PythonJson.dumps(pair), Form.RANKING);
    }

    @Override
    public void close() {
      items.close();
    }
  }
}
