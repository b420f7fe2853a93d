package llmbench.dataset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
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

  /** Prompts as they are for a size of 1, else so many in a request, in their order. */
  static List<Prompt> grouped(List<Prompt> prompts, int size) {
    if (size == 1) {
      return prompts;
    }
    List<Prompt> batches = new ArrayList<>();
    int most = Math.min(size, prompts.size());
    for (int first = 0; first < prompts.size(); first += most) {
      List<Prompt> some = prompts.subList(first, Math.min(prompts.size(), first + most));
      batches.add(
          of(
              batches.size(),
              some.stream().map(Prompt::text).toList(),
              some.stream().mapToInt(Prompt::tokens).sum()));
    }
    return List.copyOf(batches);
  }
}
