package llmbench.options;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.syntax.Enumeration;
import llmbench.options.syntax.EvalscopeUrl;

/**
 * An API as options ask for it: its names in both tools and the rules for its path. What is sent
 * and how the answer is read is said by the API of the same backend, in the room of APIs.
 */
public enum Backend {
  // What it is, the work it asks for, its own path, and how each tool that has it knows it: what
  // the path ends with there, then the names.
  OPENAI_CHAT(
      "chat completions",
      Work.GENERATION,
      "/v1/chat/completions",
      known(ends("chat/completions"), "openai-chat"),
      known(ends("chat/completions"), "openai")),
  OPENAI(
      "completions",
      Work.GENERATION,
      "/v1/completions",
      known(ends("completions"), "openai", "vllm"),
      known(ends("completions"), "openai")),
  OPENAI_RESPONSES(
      "responses",
      Work.GENERATION,
      "/v1/responses",
      known(ends("responses"), "openai-responses"),
      known(ends("responses"), "openai_responses", "openai_response", "responses")),
  OPENAI_AUDIO(
      "transcriptions and translations of speech",
      Work.SPEECH,
      "/v1/audio/transcriptions",
      known(ends("transcriptions", "translations"), "openai-audio"),
      unknown()),
  OPENAI_EMBEDDINGS(
      "embeddings",
      Work.POOLING,
      "/v1/embeddings",
      known(ends("embeddings"), "openai-embeddings"),
      known(ends("embeddings"), "openai_embedding", "embedding")),
  OPENAI_EMBEDDINGS_CHAT(
      "embeddings of messages",
      Work.POOLING,
      "/v1/embeddings",
      known(ends("embeddings"), "openai-embeddings-chat"),
      unknown()),
  OPENAI_EMBEDDINGS_CLIP(
      "embeddings of a text or else a picture",
      Work.POOLING,
      "/v1/embeddings",
      known(ends("embeddings"), "openai-embeddings-clip"),
      unknown()),
  OPENAI_EMBEDDINGS_VLM2VEC(
      "embeddings of a picture and a question",
      Work.POOLING,
      "/v1/embeddings",
      known(ends("embeddings"), "openai-embeddings-vlm2vec"),
      unknown()),
  INFINITY_EMBEDDINGS(
      "embeddings of an infinity server",
      Work.POOLING,
      "/embeddings",
      known(ends("embeddings"), "infinity-embeddings"),
      unknown()),
  INFINITY_EMBEDDINGS_CLIP(
      "the same of a text or else a picture",
      Work.POOLING,
      "/embeddings",
      known(ends("embeddings"), "infinity-embeddings-clip"),
      unknown()),
  VLLM_POOLING(
      "pooling", Work.POOLING, "/pooling", known(ends("pooling"), "vllm-pooling"), unknown()),
  VLLM_RERANK(
      "documents ranked for a query",
      Work.POOLING,
      "/v1/rerank",
      known(ends("rerank"), "vllm-rerank"),
      known(ends("reranks", "rerank"), "openai_rerank", "rerank"));

  /** What an API asks a model to do. */
  public enum Work {
    /** To go on from a text, by options that say how to choose each token. */
    GENERATION,
    /** To write down what is said. */
    SPEECH,
    /** To make vectors or scores of its input: an answer without tokens. */
    POOLING
  }

  private final String what;
  private final Work work;
  private final String path;

  @SuppressWarnings("ImmutableEnumChecker") // It has lists of List.of() only.
  private final Known vllm;

  @SuppressWarnings("ImmutableEnumChecker") // It has lists of List.of() only.
  private final Known evalscope;

  Backend(String what, Work work, String path, Known vllm, Known evalscope) {
    this.what = what;
    this.work = work;
    this.path = path;
    this.vllm = vllm;
    this.evalscope = evalscope;
  }

  /** How a tool knows an API: by no name where it doesn't. */
  private record Known(List<String> names, List<String> ends) {}

  private static Known known(List<String> ends, String... names) {
    return new Known(List.of(names), ends);
  }

  private static Known unknown() {
    return new Known(List.of(), List.of());
  }

  private static List<String> ends(String... ends) {
    return List.of(ends);
  }

  private Known in(Tool tool) {
    return tool == Tool.VLLM ? vllm : evalscope;
  }

  /** The first of its names in vLLM bench, or in evalscope where vLLM bench has none. */
  public String label() {
    return Stream.concat(vllm.names.stream(), evalscope.names.stream()).findFirst().orElseThrow();
  }

  /** What it is, in words. */
  public String what() {
    return what;
  }

  /** What it asks a model to do. */
  public Work work() {
    return work;
  }

  /**
   * Whether an answer is made of tokens, so that there are times to the first and between them; all
   * that another has is the time until it is there.
   */
  public boolean hasTokens() {
    return work != Work.POOLING;
  }

  /** The path that this API has on its server. */
  public String defaultEndpoint() {
    return path;
  }

  /** What its path may end with in a tool; empty where the tool doesn't have it. */
  public List<String> ends(Tool tool) {
    return in(tool).ends;
  }

  /** Its names in a tool; empty where the tool doesn't have it. */
  public List<String> names(Tool tool) {
    return in(tool).names;
  }

  /** Whether it is that of chats, for which the tools have rules of their own. */
  public boolean isChat() {
    return this == OPENAI_CHAT;
  }

  /** Whether the server puts its chat template around each prompt. */
  public boolean isTemplated() {
    return switch (this) {
      case OPENAI_CHAT,
          OPENAI_RESPONSES,
          OPENAI_EMBEDDINGS_CHAT,
          OPENAI_EMBEDDINGS_CLIP,
          OPENAI_EMBEDDINGS_VLM2VEC ->
          true;
      default -> false;
    };
  }

  /** That of a name in vLLM bench; empty for one that isn't honoured. */
  public static Optional<Backend> named(String name) {
    return Stream.of(values()).filter(backend -> backend.vllm.names.contains(name)).findFirst();
  }

  /** Every name in a tool. */
  public static List<String> allNames(Tool tool) {
    return Stream.of(values()).flatMap(backend -> backend.names(tool).stream()).distinct().toList();
  }

  /**
   * Those of these names with what they are, for the table of options.
   *
   * @param names of vLLM bench
   */
  public static String described(Collection<String> names) {
    return Stream.of(values())
        .filter(backend -> backend.vllm.names.stream().anyMatch(names::contains))
        .map(backend -> Enumeration.and(backend.vllm.names) + " (" + backend.what + ")")
        .collect(Collectors.joining(", "));
  }

  /**
   * What each of these values of evalscope's {@code --api} is, for the table of options: those that
   * mean the same go together.
   */
  public static String describedForEvalscope(Collection<String> apis) {
    return Stream.of(values())
        .map(backend -> backend.evalscope.names)
        .filter(names -> names.stream().anyMatch(apis::contains))
        .distinct()
        .map(names -> Enumeration.and(names) + " (" + whats(names) + ")")
        .collect(Collectors.joining(", "));
  }

  private static String whats(List<String> names) {
    return Enumeration.or(of(names.get(0)).map(backend -> backend.what).toList());
  }

  /** What the path of one of evalscope's APIs may end with; the first is put behind any other. */
  public static List<String> suffixes(String evalscopeApi) {
    return of(evalscopeApi).flatMap(backend -> backend.evalscope.ends.stream()).toList();
  }

  /** The path that one of evalscope's APIs has on its server. */
  public static String path(String evalscopeApi) {
    return of(evalscopeApi).findFirst().orElseThrow().path;
  }

  /** Which of an API of evalscope's a URL means; empty where its path ends with none. */
  public static Optional<Backend> of(String evalscopeApi, EvalscopeUrl url) {
    return of(evalscopeApi)
        .filter(backend -> longestEnd(backend, url) > 0)
        .max(Comparator.comparingInt(backend -> longestEnd(backend, url)));
  }

  private static int longestEnd(Backend backend, EvalscopeUrl url) {
    return backend.evalscope.ends.stream()
        .filter(url::endsWith)
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  private static Stream<Backend> of(String evalscopeApi) {
    return Stream.of(values()).filter(backend -> backend.evalscope.names.contains(evalscopeApi));
  }
}
