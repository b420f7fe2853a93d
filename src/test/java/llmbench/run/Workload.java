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
import llmbench.llm.RequestRecords;
import llmbench.options.BenchOptions;
import llmbench.request.EvalscopeRequests;
import llmbench.request.LlmRequest;
import llmbench.request.VllmRequests;
import llmbench.schedule.Arrivals;
import llmbench.schedule.AskedArrivals;
import llmbench.timeline.Inputs;
import llmbench.tokenizer.Opened;

/**
 * What a run sends, as the chosen tool makes it.
 *
 * @param prompts of the measured requests, in order
 * @param requests a prompt's request
 * @param inputs what a prompt's request has the model work on
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
    Function<Prompt, Inputs> inputs,
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
      arrivals = AskedArrivals.of(options, prompts.size(), made.generators().numpy());
    }
    if (dataset.isAligned()) {
      prompts = aligned.apply(prompts);
    }
    sendable(prompts, requests::whyNot);
    LlmRequest test = requests.test(prompts.get(0));
    List<LlmRequest> warmUps = Collections.nCopies(options.startup().warmups(), test);
    return new Workload(
        prompts, requests::measured, requests::inputs, test, warmUps, arrivals, notes);
  }

  /** The same prompts, each of which can be sent. */
  private static List<Prompt> sendable(
      List<Prompt> prompts, Function<Prompt, Optional<String>> whyNot) {
    for (Prompt prompt : prompts) {
      Optional<String> why = whyNot.apply(prompt);
      if (why.isPresent()) {
        throw new RefusedException("Prompt " + prompt.index() + " can't be sent: " + why.get());
      }
    }
    return prompts;
  }

  /** What a prompt asks for, as records have it. */
  RequestRecords.Asked asked(Prompt prompt) {
    return new RequestRecords.Asked(
        prompt.index(), prompt.tokens(), prompt.maxTokens(), inputs.apply(prompt));
  }

  /** The workload of {@code evalscope perf}. */
  static Workload ofEvalscope(
      BenchOptions options, String model, Opened tokenizer, IntConsumer progress) {
    List<String> notes = new ArrayList<>();
    EvalscopeRequests requests = new EvalscopeRequests(options, model);
    PromptContext context = new PromptContext(options, tokenizer, progress, notes::add);
    try (Prompts made = Datasets.of(options).prompts(context)) {
      List<Prompt> prompts = sendable(made.measured().toList(), requests::whyNot);
      return new Workload(
          prompts,
          requests::of,
          requests::inputs,
          requests.of(made.test().orElseThrow()),
          made.warmUps().stream().map(requests::of).toList(),
          AskedArrivals.of(options, prompts.size(), made.generators().numpy()),
          notes);
    }
  }
}
