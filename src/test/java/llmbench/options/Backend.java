package llmbench.options;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import llmbench.options.syntax.Enumeration;
import llmbench.options.syntax.EvalscopeUrl;

/**
 * An API as options ask for it: its names in both tools and the rule for its path. What is sent and
 * how the answer is read is said by the API of the same backend, in the room of APIs.
 */
public enum Backend {
  // One line an API: what it is, its path's end, whose chat template, vLLM's names, evalscope's.
  OPENAI_CHAT("chat completions", "chat/completions", true, List.of("openai-chat"), "openai"),
  OPENAI("completions", "completions", false, List.of("openai", "vllm"), "openai");

  private final String what;
  private final String suffix;
  private final boolean chat;

  @SuppressWarnings("ImmutableEnumChecker") // It is one of List.of().
  private final List<String> names;

  private final String evalscopeApi;

  Backend(String what, String suffix, boolean chat, List<String> names, String evalscopeApi) {
    this.what = what;
    this.suffix = suffix;
    this.chat = chat;
    this.names = names;
    this.evalscopeApi = evalscopeApi;
  }

  /** The first of its names in vLLM bench. */
  public String label() {
    return names.get(0);
  }

  /** What its path ends with, on any server. */
  public String suffix() {
    return suffix;
  }

  /** The path that this API has on every server. */
  public String defaultEndpoint() {
    return "/v1/" + suffix;
  }

  /** Whether the server puts its chat template around each prompt. */
  public boolean isChat() {
    return chat;
  }

  /** That of a name in vLLM bench; empty for one that isn't honoured. */
  public static Optional<Backend> named(String name) {
    return Stream.of(values()).filter(backend -> backend.names.contains(name)).findFirst();
  }

  /** Every name in vLLM bench. */
  public static List<String> allNames() {
    return Stream.of(values()).flatMap(backend -> backend.names.stream()).toList();
  }

  /** The names with what they are, for the table of options. */
  public static String described() {
    return Stream.of(values())
        .map(backend -> Enumeration.and(backend.names) + " (" + backend.what + ")")
        .collect(Collectors.joining(", "));
  }

  /** The value of evalscope's {@code --api} that means it, among others. */
  public String evalscopeApi() {
    return evalscopeApi;
  }

  /** Every value of evalscope's {@code --api}. */
  public static List<String> evalscopeApis() {
    return Stream.of(values()).map(backend -> backend.evalscopeApi).distinct().toList();
  }

  /** What each of those values is, for the table of options. */
  public static String describedForEvalscope() {
    return evalscopeApis().stream()
        .map(api -> Enumeration.or(of(api).map(backend -> backend.what).toList()))
        .collect(Collectors.joining("; "));
  }

  /** What the path of one of evalscope's APIs may end with; the first is put behind any other. */
  public static List<String> suffixes(String evalscopeApi) {
    return of(evalscopeApi).map(Backend::suffix).toList();
  }

  /** Which of an API of evalscope's a URL means; empty where its path ends with none. */
  public static Optional<Backend> of(String evalscopeApi, EvalscopeUrl url) {
    return of(evalscopeApi)
        .filter(backend -> url.endsWith(backend.suffix))
        .max(Comparator.comparingInt(backend -> backend.suffix.length()));
  }

  private static Stream<Backend> of(String evalscopeApi) {
    return Stream.of(values()).filter(backend -> backend.evalscopeApi.equals(evalscopeApi));
  }
}
