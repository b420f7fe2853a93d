package llmbench.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import llmbench.dataset.Dataset;
import llmbench.dataset.Datasets;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptContext;
import llmbench.dataset.Prompts;
import llmbench.options.BenchOptions;
import llmbench.request.EvalscopeRequests;
import llmbench.request.LlmRequest;
import llmbench.request.VllmRequests;
import llmbench.schedule.Arrivals;
import llmbench.schedule.AskedArrivals;
import llmbench.schedule.GivenTimes;
import llmbench.tokenizer.Opened;

/**
 * What a run sends, as the chosen tool makes it.
 *
 * @param prompts of the measured requests, in order
 * @param requests a prompt's request
 * @param test the request that finds out whether the endpoint is up
 * @param warmUps requests that go before the clock starts
 * @param arrivals when requests are sent, made behind the prompts from the same generator; empty
 *     where they have no times of their own. The measured requests have its last times, in their
 *     order: with n prompts, prompt i has time {@code arrivals.requests() − n + i}. So index 0 is
 *     the first prompt's, but for evalscope's closed loop with warm-up requests: these have the
 *     times before, and index 0 is the first one's of them
 * @param notes what the user should know about them
 */
record Workload(
    List<Prompt> prompts,
    Function<Prompt, LlmRequest> requests,
    LlmRequest test,
    List<LlmRequest> warmUps,
    Optional<Arrivals> arrivals,
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
    List<String> notes = new ArrayList<>();
    Dataset dataset = Datasets.of(options);
    List<Prompt> prompts = new ArrayList<>();
    Optional<Arrivals> arrivals;
    try (Prompts made =
        dataset.prompts(new PromptContext(options, tokenizer, progress, notes::add))) {
      made.measured().forEachOrdered(prompts::add);
      arrivals = arrivals(options, made);
    }
    if (dataset.isAligned()) {
      prompts = aligned.apply(prompts);
    }
    LlmRequest test = requests.test(prompts.get(0));
    List<LlmRequest> warmUps = Collections.nCopies(options.startup().warmups(), test);
    return new Workload(prompts, requests::measured, test, warmUps, arrivals, notes);
  }

  /** The workload of {@code evalscope perf}. */
  static Workload ofEvalscope(
      BenchOptions options, String model, Opened tokenizer, IntConsumer progress) {
    List<String> notes = new ArrayList<>();
    EvalscopeRequests requests = new EvalscopeRequests(options, model);
    PromptContext context = new PromptContext(options, tokenizer, progress, notes::add);
    try (Prompts made = Datasets.of(options).prompts(context)) {
      List<Prompt> prompts = made.measured().toList();
      return new Workload(
          prompts,
          requests::of,
          requests.of(made.test().orElseThrow()),
          made.warmUps().stream().map(requests::of).toList(),
          arrivals(options, made),
          notes);
    }
  }

  /** The dataset's own times, or those that a rate says. */
  private static Optional<Arrivals> arrivals(BenchOptions options, Prompts made) {
    return made.times().isPresent()
        ? Optional.of(new GivenTimes(made.requests(), made.times().get()::seconds))
        : AskedArrivals.of(options, made.requests(), made.generators().numpy());
  }
}
