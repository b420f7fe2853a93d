package llmbench.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.dataset.Prompt.Form;
import llmbench.options.BenchOptions;
import llmbench.options.EvalscopeOptions;
import llmbench.options.syntax.PythonJson;

/**
 * The requests of {@code evalscope perf}, byte for byte.
 *
 * <p>Source: {@code build_request} in evalscope/perf/plugin/api/openai_api.py, {@code
 * process_request} in default_api.py beside it and the HTTP client's headers, of 1.14.1 and of its
 * main of 2025-10-20. Bodies are what Python's {@code json.dumps(…, ensure_ascii=False)} makes of
 * them. Thread-safe.
 */
public final class EvalscopeRequests {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String STREAM = "stream";
  private static final String STREAM_OPTIONS = "stream_options";

  private final BenchOptions options;
  private final EvalscopeOptions asked;
  private final String model;
  private final JsonNode parameters;
  private final JsonNode extraArgs;
  private final Map<String, String> headers;

  /**
   * Requests for one run.
   *
   * @param options of evalscope
   * @param model the model's name in requests
   */
  public EvalscopeRequests(BenchOptions options, String model) {
    this.options = options;
    this.asked = options.evalscope().orElseThrow();
    this.model = model;
    this.parameters = PythonJson.required(asked.body().parameters());
    this.extraArgs = PythonJson.required(asked.body().extraArgs());
    this.headers = headers(options);
  }

  /** The request of a prompt; the connection test's and a warm-up's are no others. */
  public LlmRequest of(Prompt prompt) {
    return new LlmRequest(
        options.target().endpoint(), headers, PythonJson.dumpsUnicode(body(prompt)));
  }

  private ObjectNode body(Prompt prompt) {
    JsonNode content =
        prompt.form() == Form.TEXT
            ? TextNode.valueOf(prompt.text())
            : PythonJson.required(prompt.text());
    if (prompt.form() == Form.TOKEN_IDS) {
      return composed(with(JSON.objectNode(), "prompt", content), prompt, false);
    }
    JsonNode said = said(prompt, content);
    if (asked.body().queryTemplate().isPresent()) {
      ObjectNode template = object(asked.body().queryTemplate().get());
      return composed(with(template, "messages", said), prompt, false);
    }
    if (prompt.form() == Form.BODY) {
      return composed(object(prompt.text()), prompt, true);
    }
    String key = said.isTextual() ? "prompt" : "messages";
    return composed(with(JSON.objectNode(), key, said), prompt, false);
  }

  /** What the tool's datasets yield: a text is a message in a chat. */
  private JsonNode said(Prompt prompt, JsonNode content) {
    if (prompt.form() != Form.TEXT || !asked.chatTemplate()) {
      return content;
    }
    ObjectNode message = JSON.objectNode().put("role", "user");
    return JSON.arrayNode().add(with(message, "content", content));
  }

  /**
   * {@code __compose_query_from_parameter}. As in a dict, a key that is there keeps its place.
   *
   * @param keeps whether what the body says goes before the options
   */
  private ObjectNode composed(ObjectNode body, Prompt prompt, boolean keeps) {
    put(body, "model", TextNode.valueOf(model), keeps);
    put(body, "max_tokens", IntNode.valueOf(prompt.maxTokens()), keeps);
    for (Map.Entry<String, JsonNode> field : parameters.properties()) {
      put(body, field.getKey(), field.getValue(), keeps);
      if (field.getKey().equals(STREAM)) {
        putStreamOptions(body, keeps);
      }
    }
    for (Map.Entry<String, JsonNode> field : extraArgs.properties()) {
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

  private static Map<String, String> headers(BenchOptions options) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "modelscope_bench");
    headers.put("Accept", "*/*");
    options
        .target()
        .headers()
        .forEach(
            (name, value) -> {
              headers.keySet().removeIf(name::equalsIgnoreCase);
              headers.put(name, value);
            });
    return headers;
  }
}
