package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import llmbench.Report;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.Timing;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trace that times itself, from the line to what the server counted. */
class TimedTraceRunTest {

  private static final Path TRACE =
      Path.of("src/test/resources/golden/vllm/workload_data/trace.jsonl");

  @TempDir Path results;

  /** Expected are the fields of the file: the times of its last three lines, and all lengths. */
  @Test
  void requestsHaveTheTracesTimesAndLengths() throws IOException {
    try (SimServer server =
        InProcessRun.server(Timing.Fixed.ofMillis(2, 1), true, FaultSchedule.none())) {
      String line =
          "--dataset-name timed_trace --backend openai --endpoint /v1/completions --num-prompts 9"
              + " --timed-trace-sec-multiplier 0.0001 --dataset-path "
              + TRACE;
      Path run = InProcessRun.run(server, line, Map.of("compat", "vllm-0.33"), results);
      RecordedRun read = RecordedRun.read(run);
      List<RequestRecord> sent =
          read.requests().stream().sorted(Comparator.comparing(RequestRecord::index)).toList();
      long zero = planned(sent.get(0));
      assertThat(sent)
          .extracting(request -> planned(request) - zero)
          .containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 90_000_000L, 115_000_000L, 140_000_000L);
      assertThat(sent)
          .as("vLLM refuses a prompt without tokens")
          .allMatch(request -> request.ok() == (request.promptTokens() > 0));
      assertThat(sent)
          .extracting(RequestRecord::promptTokens)
          .containsExactly(16, 16, 32, 5, 40, 40, 0, 16, 40);
      assertThat(server.truth().received()).as("without the one it refused").isEqualTo(8);
      assertThat(requireNonNull(read.facts()).state()).isEqualTo(RunFacts.State.FINISHED);
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
      assertThat(Report.run(new String[] {run.toString()}, out, out)).isZero();
      assertThat(printed.toString(StandardCharsets.UTF_8))
          .containsPattern("Successful requests: +8 ")
          .doesNotContain("Request rate configured");
      assertThat(Files.readString(run.resolve("vllm.json"))).contains("\"request_rate\": \"inf\"");
    }
  }

  private static long planned(RequestRecord request) {
    return requireNonNull(request.departure().plannedNanos());
  }
}
