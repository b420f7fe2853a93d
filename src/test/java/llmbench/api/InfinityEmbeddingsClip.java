package llmbench.api;

import llmbench.dataset.Prompt;
import llmbench.options.Backend;

/** The same by a model that takes a text or a picture, and not both. */
final class InfinityEmbeddingsClip extends Pooling {

  @Override
  public Backend backend() {
    return Backend.INFINITY_EMBEDDINGS_CLIP;
  }

  /** {@code async_request_infinity_embeddings_clip}. */
  @Override
  public Body vllm(VllmRun run, Prompt prompt) {
    return InfinityEmbeddings.body(run, EmbeddingsClip.eitherOf(prompt));
  }
}
