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
import llmbench.timeline.Departure;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.Inputs;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RequestTarget;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says of a run with several servers and models. */
class TargetReportTest {

  private static final long MILLI = 1_000_000;
  private static final Map<String, String> SEVERAL =
      Map.of("compat", "vllm-0.32", "backend", "openai-chat", "models", "big=3 small=1");

  @TempDir Path run;

  private final List<RequestRecord> requests = new ArrayList<>();

  /** Two seconds: from 0 to the end of the last one. */
  private void record(@Nullable String first, @Nullable String second) {
    request(first, "big", 0, 100, 4, null);
    request(second, "small", 0, 40, 4, null);
    request(first, "big", 1000, 300, 4, null);
    request(second, "big", 1960, 16, 4, null);
    request(second, "small", 50, 0, 0, new Fault(FaultKind.CUT, "it broke", null));
  }

  @Test
  void theConsoleHasARowForEachModelBehindTheToolsBlock() throws IOException {
    record(null, null);
    assertThat(report(SEVERAL))
        .contains("Successful requests:                     4 ")
        .contains(
            """
            ==================================================
            ------------------- By target --------------------
            Model  Successful  Failed  Mean TTFT (ms)  P99 TTFT (ms)  Mean TPOT (ms)\
              Mean E2EL (ms)  P99 E2EL (ms)  Output tok/s
            big             3       0          138.67         296.00            8.00\
                      162.67         320.00          6.00
            small           1       1           40.00          40.00            8.00\
                       64.00          64.00          2.00
            ==================================================
            """);
  }

  @Test
  void aServerAndAModelAreOneTarget() throws IOException {
    record("http://a:8000", "http://b:8000");
    report(SEVERAL);
    assertThat(Files.readString(run.resolve("metrics.prom")))
        .contains(
            "llmbench_target_requests{tool=\"vllm-0.32\",target=\"http://a:8000\","
                + "target_model=\"big\",outcome=\"success\"} 2\n")
        .contains(
            "llmbench_target_requests{tool=\"vllm-0.32\",target=\"http://b:8000\","
                + "target_model=\"small\",outcome=\"failure\"} 1\n")
        .contains(
            "llmbench_target_ttft_seconds{tool=\"vllm-0.32\",target=\"http://b:8000\","
                + "target_model=\"small\",quantile=\"0.99\"} 0.04\n");
    assertThat(Files.readString(run.resolve("summary.md")))
        .contains("| Server | Model | Successful | Failed |")
        .contains("| big | 2 | 0 | 200.00 | 298.00 |")
        .contains("| big | 1 | 0 | 16.00 | 16.00 |")
        .contains("| small | 1 | 1 | 40.00 | 40.00 |");
    assertThat(Files.readString(run.resolve("llm.html")))
        .contains("\"By target\"")
        .contains("\"http://a:8000\",\"big\",\"2\",\"0\"");
  }

  @Test
  void theModulesOfLoraAreTargetsToo() throws IOException {
    record(null, null);
    assertThat(
            report(
                Map.of(
                    "compat", "vllm-0.32", "backend", "openai-chat", "lora-modules", "big small")))
        .containsPattern("\nbig +3 +0 ")
        .containsPattern("\nsmall +1 +1 ");
  }

  @Test
  void aRunWithOneTargetHasNoneOfIt() throws IOException {
    request(null, null, 0, 100, 4, null);
    Map<String, String> one = Map.of("compat", "vllm-0.32", "backend", "openai-chat");
    assertThat(report(one)).doesNotContain("By target");
    for (String file : List.of("metrics.prom", "summary.md", "llm.html", "requests.jsonl")) {
      assertThat(Files.readString(run.resolve(file)))
          .as(file)
          .doesNotContain("By target", "llmbench_target", "| Model |", "\"target\"");
    }
  }

  private void request(
      @Nullable String server,
      @Nullable String model,
      long sentMillis,
      long firstMillis,
      int tokens,
      @Nullable Fault fault) {
    MessageKind[] kinds = new MessageKind[tokens];
    long[] nanos = new long[tokens];
    for (int i = 0; i < tokens; i++) {
      kinds[i] = MessageKind.TEXT;
      nanos[i] = (firstMillis + 8L * i) * MILLI;
    }
    long last = tokens == 0 ? 5 * MILLI : nanos[tokens - 1];
    requests.add(
        new RequestRecord(
            requests.size(),
            "chat",
            "",
            10,
            tokens,
            Inputs.ONE,
            new RequestTarget(server, model),
            null,
            sentMillis * MILLI,
            sentMillis * MILLI + last,
            Departure.AT_ONCE,
            200,
            0,
            false,
            Messages.of(kinds, nanos),
            new Usage(10, tokens, null),
            null,
            "length",
            "a b c",
            "",
            fault));
  }

  private String report(Map<String, String> options) throws IOException {
    try (OutputStream lines = Files.newOutputStream(run.resolve("requests.jsonl"))) {
      for (RequestRecord request : requests) {
        RequestLine.write(request, lines);
      }
    }
    RunFacts facts =
        new RunFacts(
            RunFacts.SCHEMA,
            RunFacts.State.RUNNING,
            "llmbench.BenchmarkSimulation",
            "2026-11-24T12:00:00Z",
            1_795_521_600_000L,
            null,
            options,
            Map.of(),
            Map.of(),
            Map.of(),
            List.of());
    new RunFileWriter(run.resolve("run.json"))
        .write(facts.ended(RunFacts.State.FINISHED, 2000 * MILLI, null));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int unused = Report.run(new String[] {run.toString()}, out, out);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
