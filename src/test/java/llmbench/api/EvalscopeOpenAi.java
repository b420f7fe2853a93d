package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import llmbench.conversation.TurnRequest;
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
  private static final String MODEL = "model";
  private static final String MAX_TOKENS = "max_tokens";
  private static final String STREAM = "stream";
  private static final String STREAM_OPTIONS = "stream_options";

  private final EvalscopeRun run;

  private EvalscopeOpenAi(EvalscopeRun run) {
    this.run = run;
  }

  static Body body(EvalscopeRun run, Prompt prompt) {
    return Body.unicodeJson(new EvalscopeOpenAi(run).body(prompt));
  }

  /** What a turn asks for itself goes over all else, and its conversation's id behind it. */
  static Body body(EvalscopeRun run, TurnRequest turn) {
    ArrayNode messages = JSON.arrayNode().addAll(turn.messages());
    ObjectNode body = with(template(run), "messages", messages);
    new EvalscopeOpenAi(run).composed(body, run.model(), turn.maxTokens(), false);
    turn.ownMaxTokens().ifPresent(own -> body.put(MAX_TOKENS, own));
    return Body.unicodeJson(run.routed(body, turn));
  }

  private ObjectNode body(Prompt prompt) {
    if (prompt.form() == Form.TOKEN_IDS) {
      return composed(with(JSON.objectNode(), "prompt", run.said(prompt)), prompt, false);
    }
    JsonNode said = run.said(prompt);
    if (run.asked().body().queryTemplate().isPresent()) {
      return composed(with(template(run), "messages", said), prompt, false);
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
    String own = prompt.extras().model();
    if (run.namesModel() && own != null) {
      // One that was drawn for it goes before what its line in a file says.
      put(body, MODEL, TextNode.valueOf(own), false);
    }
    return composed(body, run.model(prompt), prompt.maxTokens(), keeps);
  }

  private ObjectNode composed(ObjectNode body, String model, int maxTokens, boolean keeps) {
    if (run.namesModel()) {
      put(body, MODEL, TextNode.valueOf(model), keeps);
    }
    put(body, MAX_TOKENS, IntNode.valueOf(maxTokens), keeps);
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

  private static ObjectNode template(EvalscopeRun run) {
    return run.asked()
        .body()
        .queryTemplate()
        .map(EvalscopeOpenAi::object)
        .orElseGet(JSON::objectNode);
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
