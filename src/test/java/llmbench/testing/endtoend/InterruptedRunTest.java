package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import llmbench.progress.testing.Screen;
import llmbench.reporting.FinishedRun;
import llmbench.run.ProgressDisplay;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.Timing;
import llmbench.simserver.truth.RequestTruth;
import llmbench.simserver.truth.Truth;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is stopped in the middle, beside the server's account, request by request. */
class InterruptedRunTest {

  /** More than can be sent before the run is stopped, however busy the machine. */
  private static final int PROMPTS = 4000;

  private static final int AT_ONCE = 20;

  private static final String SHOWN = "/4,000  20 in flight  ";

  /** This one is never answered to its end: there is always one to interrupt. */
  private static final Map<Integer, ServerFault> STALLED =
      Map.of(2 * AT_ONCE, ServerFault.of("stall@3"));

  @TempDir Path results;

  private final Screen screen = new Screen();

  @Test
  void nothingIsLostAndWhatWasInFlightIsNamed() throws IOException {
    RunFacts.Stop stop = new RunFacts.Stop(RunFacts.StopCause.SIGNAL, "by a test");
    try (SimServer server =
        InProcessRun.server(Timing.Fixed.ofMillis(20, 5), true, FaultSchedule.at(STALLED))) {
      Truth truth = server.truth();
      CompletableFuture<Boolean> inItsMidst =
          CompletableFuture.supplyAsync(
              () -> {
                boolean is =
                    InProcessRun.await(() -> truth.completed() >= 3 * AT_ONCE && isShown());
                InProcessRun.interrupt(stop);
                return is;
              });
      String line =
          "--num-prompts %d --max-concurrency %d --random-input-len 8 --random-output-len 40"
              .formatted(PROMPTS, AT_ONCE);
      ProgressDisplay display = new ProgressDisplay(InProcessRun.TERMINAL, screen.out());
      RecordedRun run =
          RecordedRun.read(InProcessRun.run(server, line, Map.of(), results, display));
      assertThat(inItsMidst.join()).isTrue();
      assertThat(InProcessRun.await(() -> truth.inFlight() == 0)).isTrue();

      RunFacts facts = requireNonNull(run.facts());
      assertThat(facts.state()).isEqualTo(RunFacts.State.STOPPED);
      assertThat(facts.stop()).isEqualTo(stop);
      compare(run, truth);
      reportSaysIt(run);
      assertThat(screen.printed()).contains(SHOWN);
      assertThat(screen.lines()).as("the terminal is left clean").containsOnly("");
    }
  }

  /** Whether the user sees how far it is. */
  private boolean isShown() {
    return screen.printed().contains(SHOWN);
  }

  private static void compare(RecordedRun run, Truth truth) {
    Set<String> ok = ids(run, RequestRecord::ok);
    Set<String> interrupted = ids(run, RequestRecord::isInterrupted);
    Set<String> finished = ids(truth, RequestTruth::completed);
    Set<String> left = ids(truth, request -> !request.completed());
    assertThat(run.requests()).hasSize(truth.received()).hasSizeLessThan(PROMPTS);
    assertThat(ok.size() + interrupted.size()).isEqualTo(run.requests().size());
    assertThat(finished).containsAll(ok);
    assertThat(left).isNotEmpty();
    assertThat(interrupted).containsAll(left).hasSizeLessThanOrEqualTo(AT_ONCE);
    // The server may have written the last of an answer that did not arrive any more.
    Set<String> ours = new HashSet<>(ok);
    ours.addAll(interrupted);
    assertThat(ours).containsAll(finished);
  }

  private static void reportSaysIt(RecordedRun run) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertThat(FinishedRun.report(run.directory(), out)).isZero();
    int ok = ids(run, RequestRecord::ok).size();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("STOPPED by a test; %,d of %,d requests finished".formatted(ok, PROMPTS))
        .containsPattern("Successful requests: +" + ok + "\\b")
        .containsPattern("Failed requests: +0\\b")
        .doesNotContain("disagree")
        .doesNotContain("requests failed");
    assertThat(run.directory().resolve("junit.xml"))
        .content()
        .contains("name=\"ended by itself\"")
        .contains("<failure message=\"STOPPED by a test; %,d of ".formatted(ok));
    // Nor does Jenkins see a failure among its requests.
    JsonNode requests =
        new ObjectMapper()
            .readTree(run.directory().resolve("js").resolve("global_stats.json").toFile())
            .get("numberOfRequests");
    assertThat(requests.get("total").intValue()).isEqualTo(ok);
    assertThat(requests.get("ko").intValue()).isZero();
  }

  private static Set<String> ids(RecordedRun run, Predicate<RequestRecord> which) {
    List<RequestRecord> requests = run.requests();
    return requests.stream()
        .filter(which)
        .map(RequestRecord::requestId)
        .collect(Collectors.toSet());
  }

  private static Set<String> ids(Truth truth, Predicate<RequestTruth> which) {
    return truth.requests().stream()
        .filter(which)
        .map(RequestTruth::requestId)
        .collect(Collectors.toSet());
  }
}
