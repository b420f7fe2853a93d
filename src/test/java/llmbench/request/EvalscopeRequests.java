package llmbench.request;

import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.api.Api;
import llmbench.api.Apis;
import llmbench.api.EvalscopeRun;
import llmbench.dataset.Prompt;
import llmbench.options.BenchOptions;

/**
 * The requests of {@code evalscope perf}, byte for byte.
 *
 * <p>Source: {@code build_request} in evalscope/perf/plugin/api/openai_api.py, {@code
 * process_request} in default_api.py beside it and the HTTP client's headers, of 1.14.1 and of its
 * main of 2025-10-20. Bodies are what Python's {@code json.dumps(…, ensure_ascii=False)} makes of
 * them. Thread-safe.
 */
public final class EvalscopeRequests {

  private final BenchOptions options;
  private final Api api;
  private final EvalscopeRun run;
  private final Map<String, String> headers;

  /**
   * Requests for one run.
   *
   * @param options of evalscope
   * @param model the model's name in requests
   */
  public EvalscopeRequests(BenchOptions options, String model) {
    this.options = options;
    this.api = Apis.of(options.target().backend());
    this.run = new EvalscopeRun(options, model);
    this.headers = headers(options);
  }

  /** The request of a prompt; the connection test's and a warm-up's are no others. */
  public LlmRequest of(Prompt prompt) {
    return new LlmRequest(
        options.target().endpoint(), headers(prompt), api.evalscope(run, prompt), api.answers());
  }

  /** A prompt's own headers go over those of all, but for what the user says. */
  private Map<String, String> headers(Prompt prompt) {
    if (prompt.extras().headers().isEmpty()) {
      return headers;
    }
    Map<String, String> all = new LinkedHashMap<>(headers);
    prompt
        .extras()
        .headers()
        .forEach(
            (name, value) -> {
              if (options.target().headers().keySet().stream().noneMatch(name::equalsIgnoreCase)) {
                all.keySet().removeIf(name::equalsIgnoreCase);
                all.put(name, value);
              }
            });
    return all;
  }

  private static Map<String, String> headers(BenchOptions options) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "modelscope_bench");
    headers.put("Accept", "*/*");
    options
        .target()
        .headers()
        .forEach(
            (name, value) -> {
              headers.keySet().removeIf(name::equalsIgnoreCase);
              headers.put(name, value);
            });
    return headers;
  }
}
