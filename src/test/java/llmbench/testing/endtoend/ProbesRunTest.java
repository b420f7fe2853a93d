package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import llmbench.reporting.FinishedRun;
import llmbench.runlog.ProbeRecords;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.Timing;
import llmbench.simserver.truth.RequestTruth;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Probes beside the load: all in their own file, in no figure of the load, by the server's word.
 */
class ProbesRunTest {

  private static final int PROMPTS = 40;

  private static final String LINE =
      "--random-input-len 8 --random-output-len 4 --max-concurrency 2 --num-prompts ";

  @TempDir Path results;

  @ParameterizedTest
  @CsvSource({"200, ''", "inf, ''", "0.001, ''", "100, --request-rate 200"})
  void theyAreSentOneAfterTheOtherAndAreInNoOtherFigure(String rate, String load)
      throws IOException {
    try (SimServer server = server(Timing.Fixed.ofMillis(4, 1))) {
      String line = LINE + PROMPTS + " --probe-request-rate " + rate + " " + load;
      Path directory = InProcessRun.run(server, line, Map.of(), results);
      List<RequestTruth> probes =
          server.truth().requests().stream().filter(each -> each.requestId().isEmpty()).toList();
      List<RequestRecord> ours = ProbeRecords.read(directory);

      assertThat(ours).hasSameSizeAs(probes).isNotEmpty().allMatch(RequestRecord::ok);
      assertThat(ours)
          .extracting(RequestRecord::index)
          .containsExactlyElementsOf(IntStream.range(0, ours.size()).boxed().toList());
      for (int i = 1; i < probes.size(); i++) {
        assertThat(probes.get(i).arrivedNanos()).isGreaterThan(probes.get(i - 1).endNanos());
      }
      assertThat(probes).extracting(RequestTruth::tokens).containsOnly(1);
      assertThat(probes)
          .extracting(RequestTruth::connection)
          .hasSameElementsAs(List.of(probes.get(0).connection()));
      long loadOver =
          server.truth().requests().stream()
              .filter(each -> !each.requestId().isEmpty())
              .mapToLong(RequestTruth::endNanos)
              .max()
              .orElseThrow();
      assertThat(probes.stream().filter(probe -> probe.arrivedNanos() > loadOver).count())
          .as("they end with the load")
          .isLessThanOrEqualTo(probes.size() / 2);
      if (rate.equals("0.001")) {
        assertThat(probes).as("nobody waits for the pause behind the last").hasSize(1);
      }

      RecordedRun run = RecordedRun.read(directory);
      assertThat(run.requests()).hasSize(PROMPTS);
      assertThat(run.responses()).hasSize(PROMPTS);
      assertThat(requireNonNull(run.facts()).probes()).isEqualTo(probes.size());
      assertThat(report(directory))
          .containsPattern("Successful requests: +" + PROMPTS + " ")
          .containsPattern("Probe requests completed: +" + probes.size() + " ")
          .containsPattern("Probe requests failed: +0 ")
          .doesNotContain("disagree", "served others");
    }
  }

  @Test
  void oneThatIsInFlightWhenTheRunIsStoppedIsRecordedAsThat() throws Exception {
    FaultSchedule noProbeEnds = FaultSchedule.ofPrompt("Hi", ServerFault.of("stall@0"));
    try (SimServer server =
        InProcessRun.server(Timing.Fixed.ofMillis(1, 3_600_000), true, noProbeEnds)) {
      Thread signal =
          new Thread(
              () -> {
                InProcessRun.await(() -> server.truth().received() == 3);
                InProcessRun.interrupt(new RunFacts.Stop(RunFacts.StopCause.SIGNAL, "by a test"));
              });
      signal.start();
      Path directory =
          InProcessRun.run(server, LINE + PROMPTS + " --probe-request-rate 5", Map.of(), results);
      signal.join();
      assertThat(RecordedRun.read(directory).requests()).hasSize(2);
      assertThat(Files.readString(directory.resolve(ProbeRecords.FILE)))
          .containsOnlyOnce("\n")
          .contains("\"interrupted\"");
      assertThat(ProbeRecords.read(directory)).as("in no figure").isEmpty();
    }
  }

  private static SimServer server(Timing timing) {
    return InProcessRun.server(timing, true, FaultSchedule.none());
  }

  private static String report(Path directory) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FinishedRun.report(directory, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
