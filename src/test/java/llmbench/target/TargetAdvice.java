package llmbench.target;

import java.util.Optional;
import llmbench.options.BenchOptions;
import llmbench.options.SecretValues;
import llmbench.options.ToolVersion;
import org.jspecify.annotations.Nullable;

/** What to look at when the server can't be reached or refuses: by the names that were used. */
public final class TargetAdvice {

  /** HTTP's word for: say who you are. */
  static final int UNAUTHORIZED = 401;

  private static final String COMPLETIONS = "completions";

  private final BenchOptions.Target target;
  private final ToolVersion compat;

  private final boolean hasKey;

  private TargetAdvice(BenchOptions.Target target, ToolVersion compat, boolean hasKey) {
    this.target = target;
    this.compat = compat;
    this.hasKey = hasKey;
  }

  /**
   * Of the server of these options.
   *
   * @param apiKey of the environment; null when there is none
   */
  public static TargetAdvice of(BenchOptions options, @Nullable String apiKey) {
    boolean ofVllm = options.compat().tool() == ToolVersion.Tool.VLLM;
    boolean inEnvironment = ofVllm && apiKey != null && !apiKey.isEmpty();
    boolean inHeaders =
        options.target().headers().keySet().stream().anyMatch(SecretValues::isHeader);
    return new TargetAdvice(options.target(), options.compat(), inEnvironment || inHeaders);
  }

  private boolean evalscope() {
    return compat.tool() == ToolVersion.Tool.EVALSCOPE;
  }

  /** What is allowed, and hardly meant: a URL that says its version twice; whole sentences. */
  public Optional<String> oddity() {
    boolean twice =
        !evalscope()
            && !target.simulated()
            && target.baseUrl().toString().endsWith("/v1")
            && path().startsWith("/v1/");
    return twice
        ? Optional.of(
            "--base-url ends with /v1 and --endpoint begins with it, so requests go to "
                + target.baseUrl()
                + path()
                + ": leave one out unless you mean that.")
        : Optional.empty();
  }

  /** When nothing answers. */
  String unreachable() {
    return "Start it, or check "
        + (evalscope() ? "--url" : "--base-url or --host and --port")
        + ". -Dllm.server=simulated runs against the simulated server.";
  }

  /** When it refuses a request with this status. */
  String refused(int status) {
    if (status == UNAUTHORIZED) {
      return key();
    }
    String check =
        "Check "
            + (evalscope()
                ? "--url, --model"
                : "--model or --served-model-name, --base-url, --endpoint")
            + " and the sampling options.";
    boolean elsewhere = status == 404 || status == 405;
    return elsewhere ? check + elsewhere() : check;
  }

  /** When it wants to know who asks. */
  String key() {
    String how = evalscope() ? "give --api-key KEY" : "set the environment variable OPENAI_API_KEY";
    return hasKey
        ? "It does not accept the API key that was given: check it, and the server's address."
        : "No API key was given: " + how + ".";
  }

  private String elsewhere() {
    return evalscope() && !path().contains("/v1/" + COMPLETIONS) && !path().contains("/v1/chat/")
        ? " Did you mean --url " + target.baseUrl() + withVersion() + "?"
        : oddity().map(odd -> " " + odd).orElse("");
  }

  /** The usual path of chat completions behind the prefix that the path begins with. */
  private String withVersion() {
    String prefix = path().replaceFirst("/?(chat/)?(completions)?/*$", "").replaceFirst("/v1$", "");
    return prefix.replaceFirst("/(v1/)?chat$", "") + "/v1/chat/completions";
  }

  /** Without a query, which may hold a key. */
  private String path() {
    return target.endpoint().replaceFirst("(?s)[?].*", "");
  }

  /** The flag that says how long the endpoint is waited for. */
  private String waitFlag() {
    if (!evalscope()) {
      return "--ready-check-timeout-sec";
    }
    return compat.atLeast(ToolVersion.EVALSCOPE_1_14) ? "--total-timeout" : "--connect-timeout";
  }

  /** Whose rule a long wait is, and how to have a shorter one; to follow how long it is. */
  String shorterWait() {
    String whose = evalscope() ? ", as evalscope perf does" : "";
    String also = evalscope() ? " (a limit of the run's requests as well)" : "";
    return whose + "; " + waitFlag() + " SECONDS shortens it" + also + skips();
  }

  /** When it was not ready in time. */
  String late() {
    return "Check that the server is up and its URL; "
        + waitFlag()
        + " sets the time"
        + skips()
        + ".";
  }

  private String skips() {
    if (!evalscope()) {
      return ", 0 skips the check";
    }
    return compat.atLeast(ToolVersion.EVALSCOPE_1_14)
        ? ", --no-test-connection skips the check"
        : "";
  }
}
