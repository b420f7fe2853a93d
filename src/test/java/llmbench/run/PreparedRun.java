package llmbench.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.options.BenchOptions;
import llmbench.process.Host;
import llmbench.recorder.RunClock;
import llmbench.request.LlmRequest;
import llmbench.request.ProfilerRequests;
import llmbench.timeline.RunFacts;
import llmbench.timeline.ServerClock;
import llmbench.tokenizer.TokenizerFacts;

/**
 * All that a benchmark needs, before its clock starts.
 *
 * @param simulation that Gatling runs
 * @param options what was asked for
 * @param target the server
 * @param model its name, as the requests have it
 * @param workload what is sent
 * @param profiler what has the server's profiler begin and end; empty where it isn't to
 * @param probe what is sent again and again beside the load; empty for nothing
 * @param tokenizer what was recognised of the one that made it
 * @param serverClock how the server's clock stands to ours; empty where that isn't known
 * @param notes what the user was told
 */
record PreparedRun(
    Class<?> simulation,
    BenchOptions options,
    RunTarget target,
    String model,
    Workload workload,
    Optional<ProfilerRequests> profiler,
    Optional<LlmRequest> probe,
    TokenizerFacts tokenizer,
    Optional<ServerClock> serverClock,
    List<String> notes) {

  PreparedRun {
    notes = List.copyOf(notes);
  }

  /** How many Gatling users begin together. */
  int users() {
    return workload.users(options);
  }

  /** Whether it is all that is sent to the server: accounts of the server's are of it alone. */
  boolean isAll() {
    return options.injector().shard().isEmpty();
  }

  /** The same with a note more. */
  PreparedRun noted(String note) {
    return new PreparedRun(
        simulation,
        options,
        target,
        model,
        workload,
        profiler,
        probe,
        tokenizer,
        serverClock,
        Stream.concat(notes.stream(), Stream.of(note)).toList());
  }

  /** The facts of the run so far. */
  RunFacts facts(RunClock clock) {
    Map<String, String> effective = new LinkedHashMap<>(options.effective());
    effective.put("model", model);
    RunFacts facts =
        Host.facts(clock, simulation.getName(), effective, workload.facts(), notes)
            .with(tokenizer.recorded());
    return options
        .injector()
        .shard()
        .map(shard -> serverClock.map(shard::with).orElse(shard))
        .map(facts::of)
        .orElse(facts);
  }
}
