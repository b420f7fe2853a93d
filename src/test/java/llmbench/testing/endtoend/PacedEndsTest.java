package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import llmbench.options.given.Sources;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.Timing;
import llmbench.simserver.truth.RequestTruth;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How runs whose requests have times of their own end before the last of these, and what goes
 * before the first, beside the server's account. A run that waited would take hours.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PacedEndsTest {

  /** The last one is due in ten hours. */
  private static final String SPARSE =
      "{\"timestamp\": 0}\n{\"timestamp\": 0.1}\n{\"timestamp\": 36000}\n";

  private static final String PERF =
      "evalscope perf --model Qwen2.5-0.5B-Instruct --tokenizer-path bundled --dataset random"
          + " --min-prompt-length 40 --max-prompt-length 40 --max-tokens 5 --no-test-connection"
          + " --seed 1 --url http://127.0.0.1:%d/v1/chat/completions ";

  @TempDir Path folder;
  private SimServer server;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(folder.resolve("sparse.jsonl"), SPARSE);
    // Answers take longer than the durations.
    server = InProcessRun.server(Timing.Fixed.ofMillis(2_000, 1), true, FaultSchedule.none());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aDurationEndsTheScheduleAndNotTheRequests() {
    RecordedRun run = sparse("duration", "1");
    RunFacts facts = requireNonNull(run.facts());
    assertThat(facts.state()).isEqualTo(RunFacts.State.FINISHED);
    assertThat(requireNonNull(facts.stop()).by()).isEqualTo(RunFacts.StopCause.DURATION);
    assertThat(inOrder(run)).hasSize(2).allMatch(RequestRecord::ok);
    assertThat(server.truth().received()).isEqualTo(2);
    assertThat(server.truth().completed()).isEqualTo(2);
    assertThat(server.truth().outputTokens()).isEqualTo(2 * 5);
  }

  @Test
  void aRunThatIsStoppedDoesNotWaitForTheNextTime() {
    CompletableFuture<Boolean> interrupted =
        CompletableFuture.supplyAsync(
            () -> {
              boolean sent = InProcessRun.await(() -> server.truth().received() == 2);
              InProcessRun.interrupt(new RunFacts.Stop(RunFacts.StopCause.SIGNAL, "by a test"));
              return sent;
            });
    RecordedRun run = sparse("max-errors", "5");
    assertThat(interrupted.join()).isTrue();
    assertThat(requireNonNull(run.facts()).state()).isEqualTo(RunFacts.State.STOPPED);
    assertThat(inOrder(run)).hasSize(2).noneMatch(RequestRecord::ok);
  }

  @Test
  void aRuleEndsTheScheduleAndNotTheRequests() {
    CompletableFuture<Boolean> ended =
        CompletableFuture.supplyAsync(
            () -> {
              boolean sent = InProcessRun.await(() -> server.truth().received() == 2);
              InProcessRun.close(new RunFacts.Stop(RunFacts.StopCause.SATURATED, "by a test"));
              return sent;
            });
    RecordedRun run = sparse("stop-when-saturated", "");
    assertThat(ended.join()).isTrue();
    RunFacts facts = requireNonNull(run.facts());
    assertThat(facts.state()).isEqualTo(RunFacts.State.STOPPED);
    assertThat(requireNonNull(facts.stop()).by()).isEqualTo(RunFacts.StopCause.SATURATED);
    assertThat(inOrder(run)).hasSize(2).allMatch(RequestRecord::ok);
    assertThat(server.truth().completed()).isEqualTo(2);
  }

  private RecordedRun sparse(String setting, String value) {
    Map<String, String> settings =
        Map.of("arrival-times", folder.resolve("sparse.jsonl").toString(), setting, value);
    String line = "--num-prompts 3 --random-input-len 8 --random-output-len 5";
    return RecordedRun.read(InProcessRun.run(server, line, settings, folder.resolve("results")));
  }

  /**
   * A second apart: a warm-up request, two that are measured, and one whose sleep ends at the
   * deadline, half a second before its time.
   */
  @Test
  void evalscopesClosedLoopSendsOneMoreAtItsDeadline() {
    RecordedRun run =
        perf("--number 100 --warmup-num 1 --rate 1 --parallel 9 --duration 1.5 ", "even");
    List<RequestRecord> measured = inOrder(run);
    assertThat(measured).hasSize(3).allMatch(RequestRecord::ok);
    assertThat(server.truth().received()).as("with the warm-up request").isEqualTo(4);
    long second = planned(measured.get(1));
    assertThat(second - planned(measured.get(0))).isEqualTo(TimeUnit.SECONDS.toNanos(1));
    assertThat(planned(measured.get(2)) - second).isLessThan(TimeUnit.SECONDS.toNanos(1));
    assertThat(requireNonNull(requireNonNull(run.facts()).stop()).by())
        .isEqualTo(RunFacts.StopCause.DURATION);
  }

  @Test
  void evalscopesClosedLoopSendsWhatItHasMadeReady() {
    RecordedRun run = perf("--number 100 --warmup-num 2 --parallel 2 --duration 1 ", "as-the-tool");
    // At the beginning of the measured ones, which all end behind the deadline, six tasks were made
    // and the loop was about to make the seventh; two are warm-up requests.
    assertThat(inOrder(run)).hasSize(5).allMatch(RequestRecord::ok);
    assertThat(server.truth().received()).isEqualTo(7);
    assertThat(server.truth().maxInFlight()).isEqualTo(2);
  }

  @Test
  void evalscopesOpenLoopHasItsWarmUpRequestsOverBeforeItBegins() {
    RecordedRun run = perf("--number 3 --warmup-num 2 --rate 20 --open-loop ", "as-the-tool");
    assertThat(inOrder(run)).hasSize(3).allMatch(RequestRecord::ok);
    List<RequestTruth> all =
        server.truth().requests().stream()
            .sorted(Comparator.comparing(RequestTruth::arrivedNanos))
            .toList();
    assertThat(all).hasSize(5);
    for (RequestTruth warmUp : all.subList(0, 2)) {
      assertThat(warmUp.endNanos()).isLessThan(all.get(2).arrivedNanos());
    }
  }

  private RecordedRun perf(String line, String arrivals) {
    Map<String, String> properties = new TreeMap<>(Map.of("llm.arrivals", arrivals));
    Sources sources = new Sources(PERF.formatted(server.port()) + line, properties);
    return RecordedRun.read(InProcessRun.run(sources, folder.resolve("results")));
  }

  private static List<RequestRecord> inOrder(RecordedRun run) {
    return run.requests().stream().sorted(Comparator.comparing(RequestRecord::index)).toList();
  }

  private static long planned(RequestRecord request) {
    return requireNonNull(request.departure().plannedNanos());
  }
}
