package llmbench.options.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import llmbench.options.Backend;
import llmbench.options.BenchOptions;
import llmbench.options.DatasetOptions;
import llmbench.options.ToolVersion;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonJson;
import llmbench.options.table.SamplingOptions;

/** What each request asks of the model, merged as the tool's serve.py does. */
final class SamplingBuilder {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SamplingBuilder() {}

  static BenchOptions.Sampling sampling(
      Settings settings, Backend backend, DatasetOptions dataset) {
    return new BenchOptions.Sampling(
        settings.isOn("ignore-eos")
            || (backend.work() == Backend.Work.GENERATION && dataset.ignoresEos(settings.compat())),
        settings.optionalWhole("logprobs"),
        PythonJson.dumps(extraBody(settings, backend.work())));
  }

  /** serve.py: "Sampling parameters are only supported by openai-compatible backends." */
  static void check(Settings settings, Backend backend) {
    if (backend.work() != Backend.Work.SPEECH) {
      return;
    }
    for (String name : SamplingOptions.MERGED) {
      if (settings.text(name) != null) {
        settings.problem(
            name,
            "isn't taken by the tool with --backend "
                + backend.label()
                + "; leave it out, or put it into --extra-body",
            name,
            "backend");
      }
    }
  }

  /** {@code {**sampling_params, **extra_body}}; 0.11 sets a temperature where none is given. */
  private static ObjectNode extraBody(Settings settings, Backend.Work work) {
    ObjectNode body = NODES.objectNode();
    boolean chooses = work == Backend.Work.GENERATION;
    for (String name : chooses ? SamplingOptions.MERGED : List.<String>of()) {
      String value = settings.text(name);
      if (value != null) {
        body.set(name.replace('-', '_'), number(name, value));
      }
    }
    if (chooses && !settings.compat().atLeast(ToolVersion.VLLM_0_32) && !body.has("temperature")) {
      body.put("temperature", 0.0);
    }
    String extra = settings.text("extra-body");
    if (extra != null) {
      JsonNode json = Objects.requireNonNull(PythonJson.loads(extra));
      json.properties().forEach(field -> body.set(field.getKey(), field.getValue()));
    }
    return body;
  }

  private static JsonNode number(String name, String value) {
    if (name.equals("top-k")) {
      return NODES.numberNode(new BigInteger(value));
    }
    return NODES.numberNode(Double.parseDouble(value));
  }
}
