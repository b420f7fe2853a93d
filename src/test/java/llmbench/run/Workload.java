package llmbench.run;

import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import llmbench.dataset.EvalscopePrompts;
import llmbench.dataset.Prompt;
import llmbench.dataset.RandomPrompts;
import llmbench.options.BenchOptions;
import llmbench.options.EvalscopeOptions;
import llmbench.request.EvalscopeRequests;
import llmbench.request.LlmRequest;
import llmbench.request.VllmRequests;
import llmbench.tokenizer.Opened;

/**
 * What a run sends, as the chosen tool makes it.
 *
 * @param prompts of the measured requests, in order
 * @param requests a prompt's request
 * @param test the request that finds out whether the endpoint is up
 * @param warmUps requests that go before the clock starts
 * @param notes what the user should know about them
 */
record Workload(
    List<Prompt> prompts,
    Function<Prompt, LlmRequest> requests,
    LlmRequest test,
    List<LlmRequest> warmUps,
    List<String> notes) {

  /**
   * The workload of {@code vllm bench serve}.
   *
   * @param aligned shortens prompts that the server counts more tokens in
   */
  static Workload ofVllm(
      BenchOptions options,
      VllmRequests requests,
      Opened tokenizer,
      IntConsumer progress,
      Function<List<Prompt>, List<Prompt>> aligned) {
    List<Prompt> prompts =
        aligned.apply(
            RandomPrompts.build(
                options.compat(), options.dataset(), tokenizer.tokenizer(), progress));
    LlmRequest test = requests.test(prompts.get(0));
    List<LlmRequest> warmUps = Collections.nCopies(options.startup().warmups(), test);
    return new Workload(prompts, requests::measured, test, warmUps, List.of());
  }

  /** The workload of {@code evalscope perf}. */
  static Workload ofEvalscope(
      BenchOptions options, String model, Opened tokenizer, IntConsumer progress) {
    EvalscopeOptions asked = options.evalscope().orElseThrow();
    EvalscopePrompts made = EvalscopePrompts.build(options.compat(), asked, tokenizer, progress);
    EvalscopeRequests requests = new EvalscopeRequests(options, model);
    return new Workload(
        made.measured(),
        requests::of,
        requests.of(made.test()),
        made.warmUp().stream().map(requests::of).toList(),
        made.notes());
  }
}
