package llmbench.run;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import llmbench.injection.ProbeLoop;
import llmbench.injection.ReadyPrompt;
import llmbench.injection.RequestAction;
import llmbench.injection.Stage;
import llmbench.llm.LlmCall;
import llmbench.llm.LlmResult;
import llmbench.llm.RequestRecords;
import llmbench.options.BenchOptions;
import llmbench.recorder.InFlight;
import llmbench.recorder.ProbeFile;
import llmbench.request.LlmRequest;
import org.jspecify.annotations.Nullable;

/**
 * The requests beside the load that {@code --probe-request-rate} asks for: timed as those of the
 * load are, over a connection of their own, outside every limit, and in no figure but their own.
 */
final class StepProbes implements RequestAction.Told {

  /** Their row in Gatling's report. */
  static final String ROW = "probe";

  private final String scenario;
  private final LlmRequest request;
  private final BenchOptions.Timeouts timeouts;
  private final RequestRecords records;
  private final Consumer<String> unasked;
  private final ProbeLoop loop;
  private final InFlight<SentRequest> inFlight = new InFlight<>();
  private final ProbeFile file = new ProbeFile();

  /**
   * Those of a step.
   *
   * @param step its name; empty for the run itself
   * @param unasked is told how bytes begin that no request had asked for, on an event loop
   */
  StepProbes(
      String step,
      LlmRequest request,
      BenchOptions options,
      RequestRecords records,
      Consumer<String> unasked) {
    scenario = step.isEmpty() ? ROW : step + " " + ROW;
    this.request = request;
    timeouts = options.timeouts();
    this.records = records;
    this.unasked = unasked;
    loop = new ProbeLoop(request, options.load().probesPerSecond());
  }

  /**
   * A load with these beside it, then what waits for the last of them.
   *
   * @param trusted what a user does before it may send anything
   */
  Stream<Stage> beside(PopulationBuilder load, ChainBuilder trusted) {
    ChainBuilder ready =
        exec(trusted).exec(RequestAction.warmConnection("", timeouts, this::unasked));
    ChainBuilder probe =
        RequestAction.of(
            new RequestAction.Row(scenario, null), request, ReadyPrompt::request, timeouts, this);
    return Stream.of(
        new Stage(load, List.of(loop.population(scenario, ready, probe))),
        new Stage(loop.ending(scenario + " end")));
  }

  /** The run directory is known. */
  void open(Path directory) {
    file.open(directory);
  }

  /** The measurement begins. */
  void begin() {
    loop.begin();
  }

  @Override
  public void started(ReadyPrompt prompt, LlmCall call) {
    inFlight.started(prompt.prompt().index(), new SentRequest(prompt.asked(), call, records));
  }

  @Override
  public void finished(ReadyPrompt prompt, LlmResult result) {
    var unused =
        inFlight.finished(
            prompt.prompt().index(), () -> file.accept(() -> records.of(prompt.asked(), result)));
  }

  @Override
  public void unasked(String beginning) {
    unasked.accept(beginning);
  }

  /** The measurement is over: the one in flight is the last. */
  void end() {
    loop.end();
  }

  /** Sends no more, and has the one in flight recorded as interrupted. */
  void interrupt(Duration most) {
    loop.end();
    inFlight.interrupt(most).forEach(probe -> file.accept(probe::asInterrupted));
  }

  /** Nothing more comes; what came is on disk. */
  void close() {
    loop.end();
    file.close();
  }

  /** How many there were. */
  int sent() {
    return loop.sent();
  }

  /** Why their record is not whole; null while everything could be written. */
  @Nullable IOException failure() {
    return file.failure();
  }
}
