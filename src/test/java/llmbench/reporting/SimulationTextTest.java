package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.Report;
import llmbench.recorder.RequestLine;
import llmbench.recorder.RunFileWriter;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulation of one's own with streams, whole answers, one too slow for a check and one cut. */
class SimulationTextTest {

  private static final long MILLI = 1_000_000;
  private static final Fault SLOW =
      new Fault(FaultKind.TOO_SLOW, "time to first token is 900 ms, not at most 500 ms", null);

  @TempDir Path run;

  private final List<RequestRecord> requests = new ArrayList<>();

  @BeforeEach
  void record() {
    stream(10, null);
    stream(20, null);
    stream(900, SLOW);
    stream(2000, new Fault(FaultKind.CUT, "after 3 outputs", null));
    whole("summary", 5000);
    whole("summary", 6000);
  }

  @Test
  void wholeAnswersHaveNoTokenTimesAndWhatWasOnlyTooSlowKeepsIts() throws IOException {
    assertThat(report())
        .contains(
            """
            =================== Model calls ==================
            Successful requests:                     4        \s
            Failed requests:                         2        \s
            """)
        .contains(
            """
            ------------ Mean / median / P99 (ms) ------------
            Too slow for a check, in these times:    1        \s
            Came whole, in E2EL alone:               2        \s
            Time to first token (TTFT):              310.00 / 20.00 / 882.40
            Time per output token (TPOT):            5.00 / 5.00 / 5.00
            Inter-token latency (ITL):               5.00 / 5.00 / 5.00
            End-to-end latency (E2EL):               2392.00 / 910.00 / 5960.00
            -------------------- By name ---------------------
                          ok   failed   TTFT median / P99 TPOT median   E2EL median / P99
            ask            2        2    20.00 /   882.40        5.00    30.00 /   892.40
            summary        2        0                   –           –  5500.00 /  5990.00
            ==================================================
            """);
  }

  @Test
  void theDoubtsSayWhichTimesAreThere() throws IOException {
    assertThat(report())
        .contains(
            "Doubt: 2 of 6 requests failed (1 cut, 1 too-slow). Those that were only too slow for a"
                + " check are in the latency figures, the others aren't: find out why before"
                + " comparing.\n")
        .contains(
            "Doubt: 2 of 4 answers came whole: they have no TTFT, TPOT and ITL, and stand in E2EL"
                + " alone. Ask for a stream (\"stream\": true) where token times matter.\n");
  }

  @Test
  void limitsAreHeldAgainstTheSlowOnesToo() throws IOException {
    assertThat(report("--slo", "max_ttft<=500ms,max_true_ttft<=500ms"))
        .contains("SLO BROKEN: max_ttft<=500ms: 900.00 ms")
        .contains("SLO BROKEN: max_true_ttft<=500ms: 900.00 ms");
  }

  @Test
  void aToolsDefinitionsStayTheTools() throws IOException {
    report();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    String[] views = {"compare", run + "@vllm-0.33", run + "@evalscope-1.14"};
    assertThat(Report.run(views, out, out)).isZero();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .containsPattern("Mean TTFT \\(ms\\) +Avg TTFT \\(ms\\) +2757.50 ");
  }

  private String report(String... options) throws IOException {
    try (OutputStream lines = Files.newOutputStream(run.resolve("requests.jsonl"))) {
      for (RequestRecord request : requests) {
        RequestLine.write(request, lines);
      }
    }
    RunFacts facts =
        new RunFacts(
            RunFacts.SCHEMA,
            RunFacts.State.RUNNING,
            "shop.Simulation",
            "2026-11-24T12:00:00Z",
            1_795_521_600_000L,
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of());
    new RunFileWriter(run.resolve("run.json"))
        .write(facts.ended(RunFacts.State.FINISHED, 9000 * MILLI, null));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    List<String> args = new ArrayList<>(List.of(options));
    args.add(run.toString());
    int unused = Report.run(args.toArray(String[]::new), out, out);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Three tokens, 5 ms apart. */
  private void stream(long ttftMillis, @Nullable Fault fault) {
    MessageKind[] kinds = {
      MessageKind.TEXT, MessageKind.TEXT, MessageKind.TEXT, MessageKind.USAGE, MessageKind.DONE
    };
    long first = ttftMillis * MILLI;
    long last = first + 10 * MILLI;
    long[] nanos = {first, first + 5 * MILLI, last, last, last};
    add("ask", last, Messages.of(kinds, nanos), fault);
  }

  private void whole(String name, long millis) {
    add(name, millis * MILLI, Messages.NONE, null);
    requests.set(requests.size() - 1, requests.get(requests.size() - 1).asUnstreamed());
  }

  private void add(String name, long latencyNanos, Messages messages, @Nullable Fault fault) {
    int index = requests.size();
    long sent = 10L * index * MILLI;
    requests.add(
        new RequestRecord(
            index,
            name,
            "",
            10,
            3,
            sent,
            sent + latencyNanos,
            200,
            0,
            messages,
            new Usage(10, 3, null),
            "stop",
            "",
            "",
            fault));
  }
}
