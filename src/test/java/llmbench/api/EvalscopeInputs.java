package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import llmbench.dataset.Prompt;
import llmbench.options.syntax.PythonRepr;

/**
 * The bodies of evalscope's {@code --api openai_embedding} and {@code openai_rerank}: texts, the
 * model, and nothing of the options but {@code --extra-args}. Source: {@code build_request} in
 * openai_embedding_api.py and openai_rerank_api.py below evalscope/perf/plugin/api of 1.14.1.
 */
final class EvalscopeInputs {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String QUERY = "query";
  private static final String DOCUMENTS = "documents";

  /** What the tool has ranked where a prompt is a query alone. */
  private static final String DOCUMENT = "This is a test document for reranking.";

  private EvalscopeInputs() {}

  /** A text or several; of messages their texts. */
  static Body embedding(EvalscopeRun run, Prompt prompt) {
    ObjectNode body = JSON.objectNode();
    body.set("input", input(run.said(prompt)));
    return finished(run, prompt, body);
  }

  private static JsonNode input(JsonNode said) {
    if (said.isTextual() || (said.path(0).isTextual() && said.isArray())) {
      return said;
    }
    if (!said.isArray() || !said.path(0).isObject()) {
      return JSON.textNode(PythonRepr.of(said));
    }
    ArrayNode texts = JSON.arrayNode();
    for (JsonNode message : said) {
      JsonNode content = message.path("content");
      if (content.isArray()) {
        textParts(content).forEach(texts::add);
      } else if (content.isTextual() || content.isMissingNode()) {
        texts.add(content.asText());
      }
    }
    return texts.size() == 1 ? texts.get(0) : texts;
  }

  private static List<String> textParts(JsonNode content) {
    List<String> texts = new ArrayList<>();
    for (JsonNode part : content) {
      if (part.path("type").asText().equals("text")) {
        texts.add(part.path("text").asText());
      }
    }
    return texts;
  }

  /** A query and its documents. */
  static Body rerank(EvalscopeRun run, Prompt prompt) {
    JsonNode said = run.said(prompt);
    ObjectNode body = JSON.objectNode();
    if (said.isObject()) {
      JsonNode documents = said.has(DOCUMENTS) ? said.get(DOCUMENTS) : JSON.arrayNode();
      body.set(QUERY, said.has(QUERY) ? said.get(QUERY) : JSON.textNode(""));
      body.set(DOCUMENTS, documents.isTextual() ? JSON.arrayNode().add(documents) : documents);
    } else if (said.isArray()) {
      ArrayNode texts = texts(said);
      body.set(QUERY, texts.isEmpty() ? JSON.textNode("") : texts.remove(0));
      body.set(DOCUMENTS, texts.isEmpty() && said.path(0).isTextual() ? texts.add("") : texts);
    } else {
      body.set(QUERY, said);
      body.putArray(DOCUMENTS).add(DOCUMENT);
    }
    return finished(run, prompt, body);
  }

  private static ArrayNode texts(JsonNode said) {
    ArrayNode texts = JSON.arrayNode();
    for (JsonNode one : said) {
      if (one.isObject()) {
        JsonNode content = one.has("content") ? one.get("content") : JSON.textNode("");
        texts.add(
            content.isArray() ? JSON.textNode(String.join(" ", textParts(content))) : content);
      } else {
        texts.add(one);
      }
    }
    return texts;
  }

  private static Body finished(EvalscopeRun run, Prompt prompt, ObjectNode body) {
    body.put("model", run.model(prompt));
    run.extraArgs().properties().forEach(field -> body.set(field.getKey(), field.getValue()));
    return Body.unicodeJson(body);
  }
}
