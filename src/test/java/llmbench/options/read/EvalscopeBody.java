package llmbench.options.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Optional;
import llmbench.options.EvalscopeOptions;
import llmbench.options.ToolVersion;
import llmbench.options.given.AtFile;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonJson;

/** The parameters of evalscope's bodies in the order of {@code __compose_query_from_parameter}. */
final class EvalscopeBody {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Settings settings;
  private final ObjectNode body = NODES.objectNode();

  private EvalscopeBody(Settings settings) {
    this.settings = settings;
  }

  static EvalscopeOptions.Body of(Settings settings) {
    return new EvalscopeOptions.Body(
        PythonJson.dumps(new EvalscopeBody(settings).parameters()),
        PythonJson.dumps(PythonJson.required(settings.required("extra-args"))),
        Optional.ofNullable(AtFile.object(settings, "query-template")));
  }

  /** Whether extra arguments have the server go on after the end. */
  static boolean ignoresEos(EvalscopeOptions.Body body) {
    JsonNode extra = PythonJson.required(body.extraArgs());
    return BooleanNode.TRUE.equals(extra.get("ignore_eos"));
  }

  private ObjectNode parameters() {
    whole("min-tokens", "min_tokens");
    real("frequency-penalty", "frequency_penalty");
    real("repetition-penalty", "repetition_penalty");
    if (settings.isOn("logprobs")) {
      body.put("logprobs", true);
    }
    whole("n-choices", "n");
    whole("seed", "seed");
    texts("stop", "stop");
    stream();
    texts("stop-token-ids", "stop_token_ids");
    real("temperature", "temperature");
    real("top-p", "top_p");
    whole("top-k", "top_k");
    return body;
  }

  /** Before 1.14 it is left out where it isn't true. */
  private void stream() {
    boolean on = settings.isOn("stream");
    if (on || settings.compat().atLeast(ToolVersion.EVALSCOPE_1_14)) {
      body.put("stream", on);
    }
  }

  private void whole(String option, String field) {
    String value = settings.text(option);
    if (value != null) {
      body.set(field, NODES.numberNode(new BigInteger(value)));
    }
  }

  private void real(String option, String field) {
    String value = settings.text(option);
    if (value != null) {
      body.put(field, Double.parseDouble(value));
    }
  }

  private void texts(String option, String field) {
    if (settings.isGiven(option)) {
      ArrayNode list = body.putArray(field);
      settings.words(option).forEach(list::add);
    }
  }
}
