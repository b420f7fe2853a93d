package llmbench.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import llmbench.dataset.Prompt;
import llmbench.options.Backend;
import llmbench.options.ToolVersion;

/** {@code /v1/embeddings}: a text or several, and a vector of each. */
final class Embeddings extends Pooling implements EvalscopeApi {

  @Override
  public Backend backend() {
    return Backend.OPENAI_EMBEDDINGS;
  }

  /** {@code async_request_openai_embeddings}; that of 0.11 looks at no option of a body. */
  @Override
  public Body vllm(VllmRun run, Prompt prompt) {
    ObjectNode body = VllmRun.object();
    boolean bare = isBare(run.version());
    body.put("model", bare ? run.modelId(prompt) : run.model(prompt));
    body.set("input", VllmRun.value(prompt));
    if (!bare) {
      putTruncation(body);
      run.putCommon(body);
    }
    return Body.json(body);
  }

  @Override
  public Body evalscope(EvalscopeRun run, Prompt prompt) {
    return EvalscopeInputs.embedding(run, prompt);
  }

  @Override
  public boolean isBare(ToolVersion version) {
    return !version.atLeast(ToolVersion.VLLM_0_32);
  }
}
