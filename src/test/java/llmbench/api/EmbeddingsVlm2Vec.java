package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;
import llmbench.dataset.Prompt;
import llmbench.options.Backend;

/** Embeddings by a model of VLM2Vec's kind, which is told in words what to do with a picture. */
final class EmbeddingsVlm2Vec extends PoolingOfMessages {

  private static final String PICTURE = "Represent the given image";

  @Override
  public Backend backend() {
    return Backend.OPENAI_EMBEDDINGS_VLM2VEC;
  }

  /** {@code async_request_openai_embeddings_vlm2vec}: the picture, then the words. */
  @Override
  public Body vllm(VllmRun run, Prompt prompt) {
    boolean media = prompt.extras().media() != null;
    JsonNode messages =
        media ? VllmMessages.of(prompt, words(prompt), true) : VllmMessages.of(prompt);
    return EmbeddingsOfMessages.body(run, prompt, messages);
  }

  /** {@code _preprocess_vlm2vec}: every other request, by its id's number, asks about it. */
  private static String words(Prompt prompt) {
    OptionalInt number = prompt.requestNumber();
    return number.isEmpty() || number.getAsInt() % 2 == 0
        ? PICTURE + "."
        : PICTURE + " with the following question: " + prompt.text();
  }
}
