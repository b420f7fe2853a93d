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
import llmbench.options.given.Sources;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.Timing;
import llmbench.timeline.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded requests of evalscope's, from the line to what the server counted. */
class WorkloadTraceRunTest {

  @TempDir Path results;

  /** Not in the order of their times; the second of them is the warm-up. */
  @Test
  void requestsAreSentAtTheirTimesBehindTheWarmUp() throws IOException {
    Path trace =
        Files.writeString(
            results.resolve("trace.jsonl"),
            """
            {"body": {"prompt": "b", "max_tokens": 3}, "timestamp": 101}
            {"body": {"prompt": "a", "max_tokens": 2}, "timestamp": 100}
            {"body": {"prompt": "d", "max_tokens": 5}, "timestamp": 104}
            {"body": {"prompt": "c", "max_tokens": 4}, "timestamp": 103}
            """);
    try (SimServer server =
        InProcessRun.server(Timing.Fixed.ofMillis(2, 1), true, FaultSchedule.none())) {
      String line =
          "evalscope perf --model Qwen2.5-0.5B-Instruct --dataset workload_trace --open-loop"
              + " --warmup-num 1 --no-test-connection --dataset-args '{\"speed\":100}'"
              + " --dataset-path "
              + trace
              + " --url http://127.0.0.1:"
              + server.port()
              + "/v1/completions";
      Path run =
          InProcessRun.run(
              new Sources(line, Map.of("llm.compat", "evalscope-1.14", "llm.progress", "off")),
              results);
      RecordedRun read = RecordedRun.read(run);
      List<RequestRecord> sent =
          read.requests().stream().sorted(Comparator.comparing(RequestRecord::index)).toList();
      assertThat(sent).allMatch(RequestRecord::ok);
      long zero = planned(sent.get(0));
      assertThat(sent)
          .extracting(request -> planned(request) - zero)
          .containsExactly(0L, 20_000_000L, 30_000_000L);
      // The server's account begins behind the warm-up.
      assertThat(server.truth().received()).isEqualTo(3);
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
      assertThat(Report.run(new String[] {run.toString()}, out, out))
          .as(printed.toString(StandardCharsets.UTF_8))
          .isZero();
    }
  }

  private static long planned(RequestRecord request) {
    return requireNonNull(request.departure().plannedNanos());
  }
}
