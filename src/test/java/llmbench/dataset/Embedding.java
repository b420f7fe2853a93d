package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.dataset.Prompt.Form;
import llmbench.options.dataset.EmbeddingOptions;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;

/**
 * evalscope's {@code embedding}, {@code embed} and {@code embedding_batch}: texts of a file, whose
 * name says of what kind it is.
 *
 * <p>Source: evalscope/perf/plugin/datasets/embedding_dataset.py.
 */
final class Embedding extends EvalscopeDataset {

  private final String name;

  Embedding(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  Stream<Content> contents(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    EmbeddingOptions asked = context.asked(EmbeddingOptions.class);
    Path file = DatasetFile.path(asked.path(), EmbeddingTexts.WHAT);
    InputFit fit = new InputFit(context, count, asked.length(), Optional.empty());
    ItemSource<String> texts = EmbeddingTexts.open(file, fit, context.say());
    return ItemSource.stream(
            new Inputs(texts, asked.batch()),
            () -> new DatasetException(DatasetFile.OPTION + file + ": " + fit.noneFits()))
        .limit(wanted);
  }

  /** What requests say: a text, or a list of some. */
  private record Inputs(ItemSource<String> texts, int batch) implements ItemSource<Content> {

    @Override
    public @Nullable Content next() {
      String text = texts.next();
      if (text == null || batch == 0) {
        return text == null ? null : new Content(text, Form.PLAIN);
      }
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      while (text != null) {
        list.add(text);
        text = list.size() < batch ? texts.next() : null;
      }
      return texts(list);
    }

    private static Content texts(JsonNode list) {
      return new Content(PythonJson.dumps(list), Form.TEXTS);
    }

    @Override
    public void close() {
      texts.close();
    }
  }
}
