package llmbench.request;

import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.api.Body;
import llmbench.dataset.Prompt;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --profile} of vLLM bench sends, so that the server's profiler begins and ends.
 *
 * @param start before the first measured request
 * @param stop behind the last one
 */
public record ProfilerRequests(LlmRequest start, LlmRequest stop) {

  private static final String START = "/start_profile";
  private static final String STOP = "/stop_profile";

  /**
   * Those of a run. Since 0.32 they are empty; 0.11 sends a whole request of a model, with the
   * options of the run to begin and without them to end.
   *
   * <p>Source: {@code benchmark} in vllm/benchmarks/serve.py of 0.11.0 to 0.33.0.
   *
   * @param model its id, as asked for or as the server lists it
   * @param first the first prompt of the run
   */
  public static ProfilerRequests of(
      BenchOptions options, String model, @Nullable String apiKey, Prompt first) {
    if (!options.compat().atLeast(ToolVersion.VLLM_0_32)) {
      return wholeRequests(options, model, apiKey, first);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/octet-stream");
    headers.put("Accept", "*/*");
    headers.putAll(VllmRequests.modelHeaders(options, apiKey));
    Body nothing = Body.empty();
    return new ProfilerRequests(
        new LlmRequest(START, headers, nothing), new LlmRequest(STOP, headers, nothing));
  }

  private static ProfilerRequests wholeRequests(
      BenchOptions options, String model, @Nullable String apiKey, Prompt first) {
    LlmRequest start = new VllmRequests(options, model, apiKey).test(first);
    LlmRequest stop = new VllmRequests(plain(options), model, apiKey).test(first);
    return new ProfilerRequests(
        new LlmRequest(START, start.headers(), start.body()),
        new LlmRequest(STOP, stop.headers(), stop.body()));
  }

  /** Neither {@code --header} nor {@code --extra-body} nor another name of the model. */
  private static BenchOptions plain(BenchOptions options) {
    BenchOptions.Target target = options.target();
    BenchOptions.Model model = options.model();
    return new BenchOptions(
        options.compat(),
        new BenchOptions.Target(
            target.simulated(),
            target.baseUrl(),
            target.endpoint(),
            target.backend(),
            Map.of(),
            target.transport()),
        new BenchOptions.Model(model.id(), null, model.tokenizer()),
        options.dataset(),
        options.load(),
        new BenchOptions.Sampling(false, options.sampling().logprobs(), "{}"),
        options.startup(),
        options.timeouts(),
        options.stops(),
        options.figures(),
        options.output(),
        options.evalscope(),
        options.effective());
  }
}
