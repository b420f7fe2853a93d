package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.options.ToolVersion;
import llmbench.options.syntax.PythonJson;
import llmbench.timeline.AnswerForm;

/**
 * What the APIs have in common whose answers are vectors or scores: {@code _run_pooling_request}.
 */
abstract class Pooling implements VllmApi {

  /** The longest input that many of their models take is short: none is to be refused for it. */
  static void putTruncation(ObjectNode body) {
    body.put("truncate_prompt_tokens", -1);
  }

  @Override
  public AnswerForm answers(Body body) {
    JsonNode json = PythonJson.loads(body.text());
    JsonNode encoding = json == null ? null : json.get("encoding_format");
    return PooledAnswer.form(encoding == null ? null : encoding.asText());
  }

  @Override
  public VllmDialect dialect(ToolVersion version) {
    return VllmDialect.POOLING;
  }

  @Override
  public EvalscopeDialect evalscopeDialect() {
    return EvalscopeDialect.V1_14_POOLING;
  }
}
