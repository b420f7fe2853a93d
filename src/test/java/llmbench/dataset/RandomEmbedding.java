package llmbench.dataset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import llmbench.dataset.Prompt.Form;
import llmbench.options.dataset.RandomEmbeddingOptions;
import llmbench.options.syntax.PythonJson;

/** evalscope's {@code random_embedding} and {@code random_embedding_batch}. */
final class RandomEmbedding extends EvalscopeDataset {

  private final String name;

  RandomEmbedding(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  Stream<Content> contents(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    RandomEmbeddingOptions asked = context.asked(RandomEmbeddingOptions.class);
    EvalscopeRandomTexts texts = new EvalscopeRandomTexts(count.tokenizer(), generators.numpy());
    List<Content> contents = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      contents.add(
          asked.batch() == 0
              ? new Content(text(texts, asked), Form.PLAIN)
              : new Content(batch(texts, asked), Form.TEXTS));
    }
    return contents.stream();
  }

  private static String text(EvalscopeRandomTexts texts, RandomEmbeddingOptions asked) {
    return texts.text(texts.length(asked.length()));
  }

  private static String batch(EvalscopeRandomTexts texts, RandomEmbeddingOptions asked) {
    ArrayNode batch = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < asked.batch(); i++) {
      batch.add(text(texts, asked));
    }
    return PythonJson.dumps(batch);
  }
}
