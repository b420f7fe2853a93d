package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import llmbench.dataset.Prompt;
import llmbench.options.Backend;

/** {@code /v1/embeddings} of a chat's messages, text and media in one vector. */
final class EmbeddingsOfMessages extends PoolingOfMessages {

  @Override
  public Backend backend() {
    return Backend.OPENAI_EMBEDDINGS_CHAT;
  }

  /** {@code async_request_openai_embeddings_chat}. */
  @Override
  public Body vllm(VllmRun run, Prompt prompt) {
    return body(run, prompt, VllmMessages.of(prompt));
  }

  /** The body with these messages. */
  static Body body(VllmRun run, Prompt prompt, JsonNode messages) {
    ObjectNode body = VllmRun.object();
    body.put("model", run.model(prompt));
    body.set("messages", messages);
    putTruncation(body);
    run.putCommon(body);
    return Body.json(body);
  }
}
