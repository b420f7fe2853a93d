package llmbench.api;

import java.util.List;
import llmbench.options.Backend;

/** Every API; each backend of the options has one. Options let a tool ask for its own only. */
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
    return only(Api.class, backend);
  }

  /** That of a backend that vLLM bench has. */
  public static VllmApi vllm(Backend backend) {
    return only(VllmApi.class, backend);
  }

  /** That of a backend that evalscope has. */
  public static EvalscopeApi evalscope(Backend backend) {
    return only(EvalscopeApi.class, backend);
  }

  /** That of a backend that evalscope's conversations go to. */
  public static EvalscopeConversationApi evalscopeConversations(Backend backend) {
    return only(EvalscopeConversationApi.class, backend);
  }

  /** That of a backend that the conversations of vLLM's clients go to. */
  public static VllmConversationApi vllmConversations(Backend backend) {
    return only(VllmConversationApi.class, backend);
  }

  private static <A extends Api> A only(Class<A> kind, Backend backend) {
    return ALL.stream()
        .filter(api -> api.backend() == backend)
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(kind.getSimpleName() + " of " + backend.label()));
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
