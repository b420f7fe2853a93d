package llmbench;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntConsumer;
import llmbench.dataset.EvalscopePrompts;
import llmbench.dataset.Prompt;
import llmbench.dataset.RandomPrompts;
import llmbench.options.BenchOptions;
import llmbench.options.Compat;
import llmbench.options.EvalscopeOptions;
import llmbench.request.EvalscopeRequests;
import llmbench.request.LlmRequest;
import llmbench.request.VllmRequests;
import llmbench.tokenizer.Opened;
import org.jspecify.annotations.Nullable;

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

  private static final OptionalInt TEN_MINUTES = OptionalInt.of(600);
  private static final OptionalInt SIX_HOURS = OptionalInt.of(21_600);

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

  /**
   * The workload of {@code evalscope perf}.
   *
   * @throws IllegalArgumentException for what is known but can't be measured yet
   */
  static Workload ofEvalscope(
      BenchOptions options, String model, Opened tokenizer, IntConsumer progress) {
    EvalscopeOptions asked = options.evalscope().orElseThrow();
    refuse(options.compat(), asked);
    EvalscopePrompts made = EvalscopePrompts.build(options.compat(), asked, tokenizer, progress);
    EvalscopeRequests requests = new EvalscopeRequests(options, model);
    return new Workload(
        made.measured(),
        requests::of,
        requests.of(made.test()),
        made.warmUp().stream().map(requests::of).toList(),
        made.notes());
  }

  private static void refuse(Compat compat, EvalscopeOptions asked) {
    if (!asked.body().parameters().contains("\"stream\": true")) {
      throw new IllegalArgumentException(
          "--no-stream can't be measured yet: answers that come whole have no token times.\n"
              + "Leave it out.");
    }
    boolean older = compat == Compat.EVALSCOPE_1_1;
    EvalscopeOptions.Connection connection = asked.connection();
    @Nullable String flag =
        !connection.connectTimeoutSec().equals(older ? TEN_MINUTES : OptionalInt.empty())
            ? "--connect-timeout"
            : !connection.readTimeoutSec().equals(older ? TEN_MINUTES : OptionalInt.empty())
                ? "--read-timeout"
                : !older && !connection.totalTimeoutSec().equals(SIX_HOURS)
                    ? "--total-timeout"
                    : null;
    if (flag != null) {
      throw new IllegalArgumentException(
          flag + " can't be honoured yet; the tool's default can. Leave it out.");
    }
  }
}
