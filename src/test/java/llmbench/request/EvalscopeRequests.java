package llmbench.request;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import llmbench.api.Apis;
import llmbench.api.Body;
import llmbench.api.EvalscopeApi;
import llmbench.api.EvalscopeRun;
import llmbench.conversation.TurnRequest;
import llmbench.dataset.Prompt;
import llmbench.options.BenchOptions;
import llmbench.timeline.Inputs;

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
  private final EvalscopeApi api;
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
    this.api = Apis.evalscope(options.target().backend());
    this.run = new EvalscopeRun(options, model);
    this.headers = headers(options);
  }

  /** Why a prompt can't be sent; empty where it can. */
  public Optional<String> whyNot(Prompt prompt) {
    return api.whyNot(prompt);
  }

  /** The request of a prompt; the connection test's and a warm-up's are no others. */
  public LlmRequest of(Prompt prompt) {
    Body body = api.evalscope(run, prompt);
    return new LlmRequest(
        options.target().endpoint(), headers(prompt), body, api.answers(body), api.inputs(prompt));
  }

  /** The request of a turn of a conversation. */
  public LlmRequest of(TurnRequest turn) {
    Body body = Apis.evalscopeConversations(options.target().backend()).evalscope(run, turn);
    return new LlmRequest(
        options.target().endpoint(), headers, body, api.answers(body), Inputs.ONE);
  }

  /** A prompt's own headers go over those of all, but for what the user says. */
  private Map<String, String> headers(Prompt prompt) {
    if (prompt.extras().headers().isEmpty()) {
      return headers;
    }
    Map<String, String> all = new LinkedHashMap<>(headers);
    Headers.putAll(all, prompt.extras().headers());
    Headers.putAll(all, options.target().headers());
    return all;
  }

  private static Map<String, String> headers(BenchOptions options) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "modelscope_bench");
    headers.put("Accept", "*/*");
    Headers.putAll(headers, options.target().headers());
    return headers;
  }
}
