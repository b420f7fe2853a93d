package llmbench.dataset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import llmbench.dataset.Prompt.Form;
import llmbench.options.syntax.PythonJson;

/** Several texts in one request, which asks for no output tokens. */
final class TextBatch {

  private TextBatch() {}

  /** The request of so many texts. */
  static Prompt of(int index, List<String> texts, int tokens) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    texts.forEach(list::add);
    return new Prompt(index, PythonJson.dumps(list), Form.TEXTS, tokens, 0);
  }

  /**
   * Prompts as they are for a size of 1, else so many in a request, in their order; the last one
   * has what is left.
   */
  static Stream<Prompt> grouped(Stream<Prompt> prompts, int size) {
    if (size == 1) {
      return prompts;
    }
    AtomicInteger index = new AtomicInteger();
    return InChunks.of(prompts, size)
        .map(
            some ->
                of(
                    index.getAndIncrement(),
                    some.stream().map(Prompt::text).toList(),
                    some.stream().mapToInt(Prompt::tokens).sum()));
  }
}
