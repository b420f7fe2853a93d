package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import llmbench.dataset.Prompt;
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
  private final String model;
  private final ObjectNode extraBody;

  /**
   * A run.
   *
   * @param model the name in requests
   */
  public VllmRun(BenchOptions options, String model) {
    this.options = options;
    this.model = model;
    JsonNode extra = PythonJson.loads(options.sampling().extraBody());
    this.extraBody = extra instanceof ObjectNode object ? object : object();
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  BenchOptions options() {
    return options;
  }

  /** The name of the model that answers a prompt. */
  String model(Prompt prompt) {
    String own = prompt.extras().model();
    return own == null ? model : own;
  }

  ToolVersion version() {
    return options.compat();
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
    // As dict.update: a key that is there keeps its place.
    extraBody.properties().forEach(field -> body.set(field.getKey(), field.getValue()));
  }
}
