package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.dataset.Prompt.Form;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.syntax.PythonJson;

/**
 * What the bodies of a run of {@code vllm bench serve} have besides the prompt.
 *
 * <p>Source: vllm/benchmarks/lib/endpoint_request_func.py of 0.11.0 to 0.33.0. Thread-safe.
 */
public final class VllmRun {

  private final BenchOptions options;
  private final String modelId;
  private final String model;
  private final ObjectNode extraBody;

  /**
   * A run.
   *
   * @param modelId {@code --model}, or the id that the server lists first; requests have the served
   *     name where that is another
   */
  public VllmRun(BenchOptions options, String modelId) {
    this.options = options;
    this.modelId = modelId;
    String served = options.model().servedName();
    model = served == null || served.isEmpty() ? modelId : served;
    JsonNode extra = PythonJson.loads(options.sampling().extraBody());
    extraBody = extra instanceof ObjectNode object ? object : object();
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  BenchOptions options() {
    return options;
  }

  /** The name of the model in requests. */
  String model() {
    return model;
  }

  /** Sampling options and {@code --extra-body}, merged; not to be changed. */
  ObjectNode extraBody() {
    return extraBody;
  }

  /** The name of the model that answers a prompt. */
  String model(Prompt prompt) {
    String own = prompt.extras().model();
    return own == null ? model : own;
  }

  /** {@code --model} itself, whatever the server calls it. */
  public String modelId() {
    return modelId;
  }

  /** The same for a prompt, which may be for another model. */
  String modelId(Prompt prompt) {
    String own = prompt.extras().model();
    return own == null ? modelId : own;
  }

  ToolVersion version() {
    return options.compat();
  }

  /** The prompt as a JSON value: a text, or what its form says. */
  static JsonNode value(Prompt prompt) {
    return prompt.form() == Form.TEXT || prompt.form() == Form.PLAIN
        ? TextNode.valueOf(prompt.text())
        : PythonJson.required(prompt.text());
  }

  /** Asks for a stream with the server's token counts at its end. */
  static void putStream(ObjectNode body) {
    body.put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
  }

  /** {@code _update_payload_common}: what comes last, whatever the API. */
  void putCommon(ObjectNode body) {
    if (options.sampling().ignoreEos()) {
      body.put("ignore_eos", true);
    }
    put(body, extraBody);
  }

  /** As {@code dict.update}: a key that is there keeps its place. */
  static void put(ObjectNode body, JsonNode fields) {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      body.set(field.getKey(), field.getValue());
    }
  }
}
