package llmbench.dataset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import llmbench.dataset.Prompt.Form;
import llmbench.options.dataset.EvalscopeRandomRerankOptions;
import llmbench.options.syntax.PythonJson;

/** evalscope's {@code random_rerank}: {@code _generate_random_pair}. */
final class EvalscopeRandomRerank extends EvalscopeDataset {

  @Override
  public String name() {
    return EvalscopeRandomRerankOptions.NAME;
  }

  @Override
  Stream<Content> contents(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    EvalscopeRandomRerankOptions asked = context.asked(EvalscopeRandomRerankOptions.class);
    EvalscopeRandomTexts texts = new EvalscopeRandomTexts(count.tokenizer(), generators.numpy());
    List<Content> contents = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      contents.add(new Content(PythonJson.dumps(pair(texts, asked)), Form.RANKING));
    }
    return contents.stream();
  }

  private static ObjectNode pair(EvalscopeRandomTexts texts, EvalscopeRandomRerankOptions asked) {
    int queryTokens = texts.length(asked.length());
    int documentTokens = Math.max(1, (int) (queryTokens * asked.ratio()));
    ObjectNode pair = JsonNodeFactory.instance.objectNode().put("query", texts.text(queryTokens));
    ArrayNode documents = pair.putArray("documents");
    for (int i = 0; i < asked.documents(); i++) {
      documents.add(texts.text(documentTokens));
    }
    return pair;
  }
}
