package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.dataset.Prompt.Form;
import llmbench.options.syntax.PythonJson;

/**
 * The bodies of evalscope's {@code --api openai}, which are the same for chats and completions:
 * what a dataset yields says whether it is messages or a prompt, and the URL where it goes.
 *
 * <p>Source: {@code build_request} in evalscope/perf/plugin/api/openai_api.py of 1.14.1 and of its
 * main of 2025-10-20.
 */
final class EvalscopeOpenAi {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String STREAM = "stream";
  private static final String STREAM_OPTIONS = "stream_options";

  private final EvalscopeRun run;

  private EvalscopeOpenAi(EvalscopeRun run) {
    this.run = run;
  }

  static Body body(EvalscopeRun run, Prompt prompt) {
    return Body.unicodeJson(new EvalscopeOpenAi(run).body(prompt));
  }

  private ObjectNode body(Prompt prompt) {
    if (prompt.form() == Form.TOKEN_IDS) {
      return composed(with(JSON.objectNode(), "prompt", run.said(prompt)), prompt, false);
    }
    JsonNode said = run.said(prompt);
    if (run.asked().body().queryTemplate().isPresent()) {
      ObjectNode template = object(run.asked().body().queryTemplate().get());
      return composed(with(template, "messages", said), prompt, false);
    }
    if (prompt.form() == Form.BODY || prompt.form() == Form.RANKING) {
      return composed(object(prompt.text()), prompt, true);
    }
    String key = said.isTextual() ? "prompt" : "messages";
    return composed(with(JSON.objectNode(), key, said), prompt, false);
  }

  /**
   * {@code __compose_query_from_parameter}. As in a dict, a key that is there keeps its place.
   *
   * @param keeps whether what the body says goes before the options
   */
  private ObjectNode composed(ObjectNode body, Prompt prompt, boolean keeps) {
    if (run.namesModel()) {
      // One that was drawn for it goes before what its line in a file says.
      boolean keepsModel = keeps && prompt.extras().model() == null;
      put(body, "model", TextNode.valueOf(run.model(prompt)), keepsModel);
    }
    put(body, "max_tokens", IntNode.valueOf(prompt.maxTokens()), keeps);
    for (Map.Entry<String, JsonNode> field : run.parameters().properties()) {
      put(body, field.getKey(), field.getValue(), keeps);
      if (field.getKey().equals(STREAM)) {
        putStreamOptions(body, keeps);
      }
    }
    for (Map.Entry<String, JsonNode> field : run.extraArgs().properties()) {
      put(body, field.getKey(), field.getValue(), keeps);
    }
    return body;
  }

  private static void putStreamOptions(ObjectNode body, boolean keeps) {
    if (BooleanNode.TRUE.equals(body.get(STREAM))) {
      ObjectNode usage = JSON.objectNode().put("include_usage", true);
      put(body, STREAM_OPTIONS, usage, keeps);
    } else {
      body.remove(STREAM_OPTIONS);
    }
  }

  private static void put(ObjectNode body, String name, JsonNode value, boolean keeps) {
    if (!keeps || !body.has(name)) {
      body.set(name, value);
    }
  }

  private static ObjectNode with(ObjectNode body, String name, JsonNode value) {
    body.set(name, value);
    return body;
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) PythonJson.required(json);
  }
}
