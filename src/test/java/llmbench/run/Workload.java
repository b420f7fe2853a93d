package llmbench.run;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.dataset.Dataset;
import llmbench.dataset.Datasets;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptContext;
import llmbench.dataset.Prompts;
import llmbench.injection.PromptsAhead;
import llmbench.options.BenchOptions;
import llmbench.request.EvalscopeRequests;
import llmbench.request.LlmRequest;
import llmbench.request.VllmRequests;
import llmbench.schedule.Arrivals;
import llmbench.schedule.AskedArrivals;
import llmbench.schedule.GivenTimes;

/**
 * What a run sends, as the chosen tool makes it.
 *
 * @param prompts of the measured requests, in order; not filled yet
 * @param first the first of them
 * @param sample its request: all have the same path and header names
 * @param test the request that finds out whether the endpoint is up
 * @param warmUps requests that go before the clock starts
 * @param arrivals when requests are sent, made behind the prompts from the same generator; empty
 *     where they have no times of their own. The measured requests have its last times, in their
 *     order: with n prompts, prompt i has time {@code arrivals.requests() − n + i}. So index 0 is
 *     the first prompt's, but for evalscope's closed loop with warm-up requests: these have the
 *     times before, and index 0 is the first one's of them
 */
record Workload(
    PromptsAhead prompts,
    Prompt first,
    LlmRequest sample,
    LlmRequest test,
    List<LlmRequest> warmUps,
    Optional<Arrivals> arrivals) {

  /**
   * The workload of {@code vllm bench serve}.
   *
   * @param context what its dataset makes prompts with
   * @param aligned by the first prompt: shortens prompts that the server counts more tokens in
   */
  static Workload ofVllm(
      PromptContext context,
      VllmRequests requests,
      Function<Prompt, UnaryOperator<Prompt>> aligned) {
    BenchOptions options = context.options();
    Dataset dataset = Datasets.of(options);
    Prompts plain = dataset.prompts(context);
    Prompts made = options.model().lora().map(plain::assignedTo).orElse(plain);
    try {
      Iterator<Prompt> measured = made.measured().iterator();
      Prompt drawn = measured.next();
      UnaryOperator<Prompt> align =
          dataset.isAligned() ? aligned.apply(drawn) : UnaryOperator.identity();
      Prompt first = align.apply(drawn);
      LlmRequest test = requests.test(first);
      return new Workload(
          ahead(made, first, measured, align, requests::measured),
          first,
          requests.measured(first),
          test,
          Collections.nCopies(options.startup().warmups(), test),
          arrivals(options, made));
    } catch (RuntimeException e) {
      made.close();
      throw e;
    }
  }

  /** The workload of {@code evalscope perf}. */
  static Workload ofEvalscope(PromptContext context, String model) {
    BenchOptions options = context.options();
    EvalscopeRequests requests = new EvalscopeRequests(options, model);
    Prompts made = Datasets.of(options).prompts(context);
    try {
      Iterator<Prompt> measured = made.measured().iterator();
      Prompt first = measured.next();
      return new Workload(
          ahead(made, first, measured, UnaryOperator.identity(), requests::of),
          first,
          requests.of(first),
          requests.of(made.test().orElseThrow()),
          made.warmUps().stream().map(requests::of).toList(),
          arrivals(options, made));
    } catch (RuntimeException e) {
      made.close();
      throw e;
    }
  }

  private static PromptsAhead ahead(
      Prompts made,
      Prompt first,
      Iterator<Prompt> others,
      UnaryOperator<Prompt> align,
      Function<Prompt, LlmRequest> requests) {
    Stream<Prompt> rest =
        StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(others, Spliterator.ORDERED), false);
    Stream<Prompt> all = Stream.concat(Stream.of(first), rest.map(align)).onClose(made::close);
    return new PromptsAhead(made.requests(), all, requests);
  }

  /** The dataset's own times, or those that a rate says. */
  private static Optional<Arrivals> arrivals(BenchOptions options, Prompts made) {
    return made.times().isPresent()
        ? Optional.of(new GivenTimes(made.requests(), made.times().get()::seconds))
        : AskedArrivals.of(options, made.requests(), made.generators().numpy());
  }
}
