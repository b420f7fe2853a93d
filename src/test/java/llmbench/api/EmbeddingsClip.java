package llmbench.api;

import llmbench.dataset.Prompt;
import llmbench.options.Backend;

/** Embeddings by a model of CLIP's kind, which takes a text or a picture, and not both. */
final class EmbeddingsClip extends PoolingOfMessages {

  @Override
  public Backend backend() {
    return Backend.OPENAI_EMBEDDINGS_CLIP;
  }

  /** {@code async_request_openai_embeddings_clip}. */
  @Override
  public Body vllm(VllmRun run, Prompt prompt) {
    return EmbeddingsOfMessages.body(run, prompt, VllmMessages.of(eitherOf(prompt)));
  }

  /** {@code _preprocess_clip}: without its text where it has media. */
  static Prompt eitherOf(Prompt prompt) {
    boolean media = prompt.extras().media() != null;
    return media
        ? new Prompt(prompt.index(), "", Prompt.Form.TEXT, prompt.tokens(), prompt.maxTokens())
            .with(prompt.extras())
        : prompt;
  }
}
