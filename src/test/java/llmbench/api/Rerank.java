package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import llmbench.dataset.Prompt;
import llmbench.options.Backend;
import llmbench.timeline.Inputs;

/** {@code /v1/rerank}: a query, and documents to be ranked for it. */
final class Rerank extends Pooling implements EvalscopeApi {

  private static final String QUERY = "query";
  private static final String DOCUMENTS = "documents";

  @Override
  public Backend backend() {
    return Backend.VLLM_RERANK;
  }

  /** {@code async_request_vllm_rerank}, which looks at no option of a body. */
  @Override
  public Body vllm(VllmRun run, Prompt prompt) {
    ObjectNode body = VllmRun.object();
    body.put("model", run.model(prompt));
    JsonNode value = VllmRun.value(prompt);
    if (value.isObject()) {
      body.set(QUERY, value.path(QUERY));
      body.set(DOCUMENTS, value.path(DOCUMENTS));
    } else {
      // Several texts: the query is the first of them.
      body.set(QUERY, value.isArray() ? value.path(0) : value);
      ArrayNode documents = body.putArray(DOCUMENTS);
      for (int i = 1; i < value.size(); i++) {
        documents.add(value.get(i));
      }
    }
    putTruncation(body);
    return Body.json(body);
  }

  /** Documents that are ranked. */
  @Override
  public Inputs inputs(Prompt prompt) {
    JsonNode value = VllmRun.value(prompt);
    int documents = value.isArray() ? value.size() - 1 : value.path(DOCUMENTS).size();
    return Inputs.texts(Math.max(documents, 1));
  }

  @Override
  public Body evalscope(EvalscopeRun run, Prompt prompt) {
    return EvalscopeInputs.rerank(run, prompt);
  }
}
