package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import llmbench.dataset.Prompt;
import llmbench.options.Backend;

/** {@code /pooling} of vLLM: whatever a model makes of an input. */
final class VllmPooling extends Pooling {

  @Override
  public Backend backend() {
    return Backend.VLLM_POOLING;
  }

  /** {@code async_request_vllm_pooling}: a prompt that is an object brings its own fields. */
  @Override
  public Body vllm(VllmRun run, Prompt prompt) {
    ObjectNode body = VllmRun.object();
    body.put("model", run.model(prompt));
    putTruncation(body);
    JsonNode input = VllmRun.value(prompt);
    if (input.isObject()) {
      VllmRun.put(body, input);
    } else {
      body.set("input", input);
    }
    run.putCommon(body);
    return Body.json(body);
  }
}
