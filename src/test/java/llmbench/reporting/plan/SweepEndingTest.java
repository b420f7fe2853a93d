package llmbench.reporting.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.Report;
import llmbench.recorder.PlanFile;
import llmbench.report.prometheus.testing.StrictExposition;
import llmbench.reporting.PageGoldenTest;
import llmbench.timeline.PlanFacts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep whose levels are one recorded run of 24 requests, asked for by other loads. */
class SweepEndingTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path RUN = Path.of("src/test/resources/golden/compare/run");

  @TempDir private static Path scratch;

  private static String printed = "";

  @BeforeAll
  static void report() throws IOException {
    List<PlanFacts.Level> levels = new ArrayList<>();
    for (int load : List.of(8, 2, 4)) {
      for (int run = 1; run <= 2; run++) {
        String name = "concurrency-" + load + "-run-" + run;
        Map<String, String> settings =
            Map.of("max-concurrency", String.valueOf(load), "run", String.valueOf(run));
        levels.add(new PlanFacts.Level(name, settings));
        if (load < 8 || run < 2) {
          record(name, load, load < 8 ? "500ms" : "20ms");
        }
      }
    }
    PlanFile.write(scratch, new PlanFacts(PlanFacts.SCHEMA, "load-sweep", levels));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream console = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(Report.run(new String[] {scratch.toString()}, console, console)).isEqualTo(1);
    printed = out.toString(StandardCharsets.UTF_8);
  }

  private static void record(String name, int load, String limit) throws IOException {
    Path directory = Files.createDirectories(scratch.resolve(name));
    Files.copy(RUN.resolve("requests.jsonl"), directory.resolve("requests.jsonl"));
    ObjectNode run = (ObjectNode) JSON.readTree(RUN.resolve("run.json").toFile());
    ((ObjectNode) run.get("options"))
        .put("max-concurrency", String.valueOf(load))
        .put("slo", "p99_ttft<=" + limit);
    Files.writeString(directory.resolve("run.json"), run.toString());
  }

  private static String file(String name) throws IOException {
    return Files.readString(scratch.resolve(name));
  }

  @Test
  void theDataOfItsPage() throws IOException {
    JsonNode data = PageGoldenTest.data(file("llm.html"));
    assertThat(data.get("runs")).isEmpty();
    PageGoldenTest.assertIsGolden("levels", data.get("sweep"));
  }

  @Test
  void theConsoleEndsWithTheAnswerTheDoubtsAndThePage() {
    assertThat(printed)
        .containsSubsequence(
            "Best throughput: ",
            "Up to 4 at once keep p99_ttft<=500ms and p99_ttft<=20ms, with 739 ± 0.0 tok/s, P99"
                + " TTFT 94.4 ± 0.0 ms; 8 do not.\n",
            "Doubt: concurrency-8: 24 requests are too few for P99: 100 are needed, 299 for a"
                + " certified one; likewise"
                + " concurrency-2, concurrency-4. ",
            "Files: " + scratch)
        .endsWith("Page:  " + scratch.resolve("llm.html").toUri() + "\n");
    assertThat(printed.split("are too few for P99", -1)).as("each doubt once").hasSize(2);
  }

  @Test
  void eachLevelsFiguresAndCasesHaveItsName() throws IOException {
    StrictExposition metrics = StrictExposition.parse(file("metrics.prom"));
    assertThat(metrics.samplesByFamily().get("llmbench_slo_kept"))
        .extracting(sample -> sample.labels().get("level"))
        .containsExactly(
            "concurrency-8-run-1",
            "concurrency-2-run-1",
            "concurrency-2-run-2",
            "concurrency-4-run-1",
            "concurrency-4-run-2");
    assertThat(file("junit.xml"))
        .contains(
            "<testsuite name=\"llmbench.Qwen2.5-0.5B-Instruct.levels\" tests=\"1\" failures=\"0\"",
            "<testsuite name=\"llmbench.Qwen2.5-0.5B-Instruct.concurrency-2-run-1.slo\" tests=\"1\""
                + " failures=\"0\"",
            "<testsuite name=\"llmbench.Qwen2.5-0.5B-Instruct.concurrency-8-run-1.slo\" tests=\"1\""
                + " failures=\"1\"");
  }

  @Test
  void theSummaryHasARowALevel() throws IOException {
    assertThat(file("summary.md"))
        .startsWith("## ❌ LLM benchmark of 3 levels failed\n\n**Up to 4 at once keep ")
        .contains("**Load** `3 levels: 2 to 8 requests at once, up to 2 runs each`")
        .contains(
            "| level | succeeded | req/s | output tok/s | tok/s a user | P99 TTFT (ms) | P99 TPOT"
                + " (ms) |")
        .contains("\n| 4 at once | 48 of 48 | 36.93 ± 0.00 | 738.56 ± 0.00 | 184.64 ± 0.00 | ")
        .contains("\n| 8 at once | 24 of 24 | 36.93 | 738.56 | 92.32 | ")
        .contains(" | ❌ **broken** |\n")
        .contains("* ⚠️ `too-few-requests`: concurrency-8: ");
  }

  @Test
  void namesOfRepeatsAreThoseOfTheirSetting() {
    assertThat(LevelSetting.of("concurrency-8-run-12")).isEqualTo("concurrency-8");
    assertThat(LevelSetting.of("SERVE--a=1-BENCH--b-run=0")).isEqualTo("SERVE--a=1-BENCH--b");
    assertThat(LevelSetting.of("sla_parallel_8_run_0")).isEqualTo("sla_parallel_8");
    assertThat(LevelSetting.of("concurrency-8-more-1")).isEqualTo("concurrency-8");
    assertThat(LevelSetting.of("run-3")).isEmpty();
    assertThat(LevelSetting.of("rate-2.5")).isEqualTo("rate-2.5");
    assertThat(LevelSetting.of("dry-running-8")).isEqualTo("dry-running-8");
  }
}
