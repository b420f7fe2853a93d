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
import llmbench.options.Pace;
import llmbench.request.EvalscopeRequests;
import llmbench.request.LlmRequest;
import llmbench.request.VllmRequests;
import llmbench.schedule.Arrivals;
import llmbench.schedule.AskedArrivals;
import llmbench.tokenizer.Opened;

/**
 * What a run sends, as the chosen tool makes it.
 *
 * @param prompts of the measured requests, in order
 * @param requests a prompt's request
 * @param test the request that finds out whether the endpoint is up
 * @param warmUps requests that go before the clock starts
 * @param loadWarmUps prompts of requests that are sent as part of the load, and not measured
 * @param warmUpArrivals when those are sent that are over before the measured ones begin; empty
 *     where there are none
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
    List<Prompt> loadWarmUps,
    Optional<Arrivals> warmUpArrivals,
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
      arrivals = AskedArrivals.of(options, prompts.size(), made.generators().numpy());
    }
    if (dataset.isAligned()) {
      prompts = aligned.apply(prompts);
    }
    LlmRequest test = requests.test(prompts.get(0));
    List<LlmRequest> warmUps = Collections.nCopies(options.startup().warmups(), test);
    return new Workload(
        prompts, requests::measured, test, warmUps, List.of(), Optional.empty(), arrivals, notes);
  }

  /** The workload of {@code evalscope perf}. */
  static Workload ofEvalscope(
      BenchOptions options, String model, Opened tokenizer, IntConsumer progress) {
    List<String> notes = new ArrayList<>();
    EvalscopeRequests requests = new EvalscopeRequests(options, model);
    PromptContext context = new PromptContext(options, tokenizer, progress, notes::add);
    try (Prompts made = Datasets.of(options).prompts(context)) {
      List<Prompt> prompts = made.measured().toList();
      Optional<AskedArrivals.Schedules> schedules =
          AskedArrivals.all(options, prompts.size(), made.generators().numpy());
      // A file has no times of theirs, so they go before.
      boolean before = isTimedByFile(options);
      return new Workload(
          prompts,
          requests::of,
          requests.of(made.test().orElseThrow()),
          before ? made.warmUps().stream().map(requests::of).toList() : List.of(),
          before ? List.of() : made.warmUps(),
          schedules.flatMap(AskedArrivals.Schedules::warmUps),
          schedules.map(AskedArrivals.Schedules::measured),
          notes);
    }
  }

  private static boolean isTimedByFile(BenchOptions options) {
    return options.load().paced().filter(each -> each.pace() instanceof Pace.Recorded).isPresent();
  }
}
