package llmbench;

import java.nio.file.Path;
import java.util.List;
import llmbench.dataset.Prompt;
import llmbench.llm.LlmResult;
import llmbench.options.BenchOptions;
import llmbench.recorder.Recorder;
import llmbench.recorder.RunClock;
import llmbench.request.LlmRequest;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.timeline.StreamTimeline;

/**
 * One benchmark, ready to run: options are read, prompts are made, the server was asked; nothing is
 * measured yet. What it measures goes to the recorder; what comes after the run is {@link
 * EndOfRun}'s.
 */
final class Benchmark {

  private final Preparation prepared;
  private final Workload workload;
  private final Recorder recorder;
  private final EndOfRun end;

  private Benchmark(Preparation prepared) {
    this.prepared = prepared;
    workload = prepared.workload();
    RunClock clock = RunClock.now();
    recorder = new Recorder(clock, prepared.facts(clock));
    end = new EndOfRun(recorder, prepared);
  }

  /**
   * Prepares the benchmark that the system properties ask for. What its user can mend ends the
   * process here, with a message and without a stack trace.
   */
  static Benchmark prepare() {
    Benchmark benchmark =
        new Benchmark(Preparation.orExit(System.getProperties(), System.getenv()));
    Runtime.getRuntime().addShutdownHook(new Thread(benchmark.end, "llm-end-of-run"));
    return benchmark;
  }

  String baseUrl() {
    return prepared.baseUrl().toString();
  }

  /** The request's name in Gatling's report: one row per prompt. */
  String requestName() {
    return prepared.options().target().backend().label();
  }

  List<Prompt> prompts() {
    return workload.prompts();
  }

  int concurrency() {
    return prepared.options().load().concurrency(workload.prompts().size());
  }

  /** Any request: all have the same path and header names. */
  LlmRequest sampleRequest() {
    return workload.requests().apply(workload.prompts().get(0));
  }

  LlmRequest request(Prompt prompt) {
    return workload.requests().apply(prompt);
  }

  BenchOptions.Timeouts timeouts() {
    return prepared.options().timeouts();
  }

  /** The run directory is known. */
  void open(Path runDirectory) {
    recorder.open(runDirectory);
  }

  /** A request is finished: on the event loop, so only handed over. */
  void finished(Prompt prompt, LlmResult result) {
    recorder.accept(() -> record(prompt, result, recorder.clock()));
  }

  /** Every prompt was sent and answered. */
  void allSent() {
    recorder.close(RunFacts.State.FINISHED);
  }

  private static RequestRecord record(Prompt prompt, LlmResult result, RunClock clock) {
    StreamTimeline timeline = result.timeline();
    return new RequestRecord(
        prompt.index(),
        result.requestName(),
        result.requestId(),
        prompt.tokens(),
        prompt.maxTokens(),
        clock.sinceZero(result.sentNanos()),
        clock.sinceZero(result.endNanos()),
        result.status(),
        result.resends(),
        result.whole(),
        timeline.messages(),
        timeline.usage(),
        timeline.finishReason(),
        timeline.text(),
        timeline.reasoning(),
        result.fault());
  }
}
