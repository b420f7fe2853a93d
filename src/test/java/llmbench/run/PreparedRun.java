package llmbench.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.options.BenchOptions;
import llmbench.process.Host;
import llmbench.recorder.RunClock;
import llmbench.timeline.RunFacts;
import llmbench.tokenizer.TokenizerFacts;

/**
 * All that a benchmark needs, before its clock starts.
 *
 * @param simulation that Gatling runs
 * @param options what was asked for
 * @param target the server
 * @param model its name, as the requests have it
 * @param workload what is sent
 * @param tokenizer what was recognised of the one that made it
 * @param notes what the user was told
 */
record PreparedRun(
    Class<?> simulation,
    BenchOptions options,
    RunTarget target,
    String model,
    Workload workload,
    TokenizerFacts tokenizer,
    List<String> notes) {

  PreparedRun {
    notes = List.copyOf(notes);
  }

  /** How many requests are in flight at once. */
  int concurrency() {
    return options.load().concurrency(workload.prompts().size());
  }

  /** The facts of the run so far. */
  RunFacts facts(RunClock clock) {
    List<Prompt> prompts = workload.prompts();
    long tokens = prompts.stream().mapToLong(Prompt::tokens).sum();
    Map<String, String> effective = new LinkedHashMap<>(options.effective());
    effective.put("model", model);
    return Host.facts(
            clock,
            simulation.getName(),
            effective,
            Map.of("prompts", (long) prompts.size(), "prompt_tokens", tokens),
            notes)
        .with(tokenizer.recorded());
  }
}
