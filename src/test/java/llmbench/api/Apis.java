package llmbench.api;

import java.util.List;
import llmbench.options.Backend;

/** Every API; each backend of the options has one. */
public final class Apis {

  /** One line an API. */
  public static final List<Api> ALL =
      List.of(
          new ChatCompletions(),
          new Completions(),
          new Responses(),
          new SpeechToText(),
          new Embeddings(),
          new EmbeddingsOfMessages(),
          new EmbeddingsClip(),
          new EmbeddingsVlm2Vec(),
          new InfinityEmbeddings(),
          new InfinityEmbeddingsClip(),
          new VllmPooling(),
          new Rerank());

  private Apis() {}

  /** That of a backend. */
  public static Api of(Backend backend) {
    return ALL.stream()
        .filter(api -> api.backend() == backend)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no API of " + backend.label()));
  }

  /**
   * That of a name in vLLM bench, as records and results have it.
   *
   * @return that of completions for a name that no API has
   */
  public static Api named(String backend) {
    return of(Backend.named(backend).orElse(Backend.OPENAI));
  }
}
