package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import llmbench.dataset.Prompt;
import llmbench.options.Backend;

/** {@code /embeddings} of an infinity server. */
final class InfinityEmbeddings extends Pooling {

  @Override
  public Backend backend() {
    return Backend.INFINITY_EMBEDDINGS;
  }

  @Override
  public Body vllm(VllmRun run, Prompt prompt) {
    return body(run, prompt);
  }

  /** {@code async_request_infinity_embeddings}: the text, or where it is empty what is seen. */
  static Body body(VllmRun run, Prompt prompt) {
    ObjectNode body = VllmRun.object();
    body.put("model", run.model(prompt));
    JsonNode media = VllmMessages.media(prompt).path(0);
    if (prompt.text().isEmpty() && media.isObject()) {
      String type = media.path("type").asText();
      body.set("input", media.path(type).path("url"));
      body.put("modality", type.split("_", 2)[0]);
    } else {
      body.set("input", VllmRun.value(prompt));
    }
    run.putCommon(body);
    return Body.json(body);
  }
}
