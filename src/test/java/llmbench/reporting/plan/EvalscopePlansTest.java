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
import java.util.TreeMap;
import llmbench.options.given.Sources;
import llmbench.plan.evalscope.EvalscopeSearch;
import llmbench.plan.evalscope.EvalscopeSweep;
import llmbench.recorder.PlanFile;
import llmbench.report.evalscope.PerformanceSummary;
import llmbench.report.evalscope.SlaSummaryJson;
import llmbench.reporting.PageGoldenTest;
import llmbench.timeline.PlanFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * evalscope's plans, reported from what their levels have left: one recorded run of 24 requests.
 */
class EvalscopePlansTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path RUN = Path.of("src/test/resources/golden/compare/run");

  @TempDir private Path scratch;

  private final List<PlanFacts.Level> levels = new ArrayList<>();

  private void level(String name, Map<String, String> options) throws IOException {
    Path directory = Files.createDirectories(scratch.resolve(name));
    Files.copy(RUN.resolve("requests.jsonl"), directory.resolve("requests.jsonl"));
    ObjectNode run = (ObjectNode) JSON.readTree(RUN.resolve("run.json").toFile());
    ObjectNode all = run.putObject("options");
    all.put("compat", "evalscope-1.14").put("api", "openai").put("dataset", "random");
    all.put("url", "http://Server:8000/v1/chat/completions").put("model", "org/Model-A");
    all.put("number", "24").put("rate", "-1").put("backend", "openai-chat");
    options.forEach(all::put);
    Files.writeString(directory.resolve("run.json"), run.toString());
    levels.add(new PlanFacts.Level(name, options.containsKey("sla-params") ? kept(all) : Map.of()));
  }

  /** What plan.json keeps of a search with these options. */
  private static Map<String, String> kept(ObjectNode options) {
    Map<String, String> properties = new TreeMap<>();
    options
        .properties()
        .forEach(each -> properties.put("llm." + each.getKey(), each.getValue().asText()));
    return new EvalscopeSearch().levels(new Sources(null, properties)).known().get(0).settings();
  }

  /** What is printed. */
  private String report(String plan, int status) throws IOException {
    PlanFile.write(scratch, new PlanFacts(PlanFacts.SCHEMA, plan, levels));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream console = new PrintStream(out, true, StandardCharsets.UTF_8);
    int ended = FinishedPlan.report(scratch, console);
    String printed = out.toString(StandardCharsets.UTF_8);
    assertThat(ended).as(printed).isEqualTo(status);
    return printed;
  }

  @Test
  void aSweepEndsWithTheReportOfAllItsLevels() throws IOException {
    level("parallel_8_number_24", Map.of("parallel", "8", "alias", "server A"));
    level("parallel_2_number_24", Map.of("parallel", "2", "alias", "server A"));
    levels.add(new PlanFacts.Level("parallel_1_number_24", Map.of()));
    // As a level leaves it that could not be had.
    Files.createDirectory(scratch.resolve("parallel_1_number_24"));
    String printed = report(EvalscopeSweep.NAME, 0);
    String text = Files.readString(scratch.resolve(PerformanceSummary.FILE));
    assertThat(printed).contains(text, "Not measured in this run: parallel_1_number_24.");
    assertThat(text)
        .contains("│ Model                 │ Model-A ")
        .contains("│ Alias                 │ server A ")
        .contains("│ Test Dataset          │ random ")
        .contains("│ Endpoint              │ server:8000 ")
        .containsSubsequence(
            "Performance Overview", "│    2 │    - │  24 │", "│    8 │    - │  24 │")
        .contains("Per-Request Metrics", "Workload Throughput");
    JsonNode page = PageGoldenTest.data(Files.readString(scratch.resolve("llm.html")));
    assertThat(page.at("/sweep/advice/facts").findValuesAsText("value"))
        .as("what is equal at both is the first's")
        .containsExactly(
            "Parallel 2 / Number 24 (36.93 req/s)", "Parallel 2 / Number 24 (0.206 s)");
    assertThat(page.at("/sweep/advice/lines/0").asText()).startsWith("Consider lowering the load");
  }

  @Test
  void aSweepWithoutALevelSaysSo() throws IOException {
    levels.add(new PlanFacts.Level("parallel_1_number_24", Map.of()));
    assertThat(report(EvalscopeSweep.NAME, 1)).contains("No level of the sweep has a request");
    assertThat(scratch.resolve(PerformanceSummary.FILE)).doesNotExist();
  }

  private static Map<String, String> search(String params, String upper) {
    return Map.of(
        "parallel", "8",
        "sla-params", params,
        "sla-num-runs", "1",
        "sla-variable", "parallel",
        "sla-lower-bound", "1",
        "sla-upper-bound", upper);
  }

  @Test
  void aSearchSaysWhatItHasFoundAndHow() throws IOException {
    level("sla_parallel_8_run_0", search("[{\"avg_ttft\": \"<=10s\"}]", "8"));
    assertThat(report(EvalscopeSearch.NAME, 0))
        .containsSubsequence(
            "Starting SLA Auto-tune for parallel\nSLA Range: [1, 8]\n",
            "[parallel=8] SLA Rule 1 Check: avg_ttft = ",
            "Best observed parallel: 8\n",
            "Performance Overview",
            "SLA Auto-tune Summary:\nProbes:\n",
            "│          8 │ 24/24             │ VALID        │ 1:PASS   │ -        │",
            "│ avg_ttft <= 10000 ms │          8 │ best_observed │");
    assertThat(JSON.readTree(scratch.resolve(SlaSummaryJson.FILE).toFile()).fieldNames())
        .toIterable()
        .containsExactly("parallel_8");
    assertThat(scratch.resolve(PerformanceSummary.FILE)).isRegularFile();
  }

  @Test
  void aSearchForARateInAnOpenLoopSaysHowManyItWouldHaveAtOnce() throws IOException {
    level(
        "sla_rate_5_run_0",
        Map.of(
            "rate", "5",
            "open-loop", "true",
            "sla-params", "[{\"rps\": \">=0.1\"}]",
            "sla-num-runs", "1",
            "sla-variable", "rate",
            "sla-fixed-parallel", "9",
            "sla-upper-bound", "5"));
    assertThat(report(EvalscopeSearch.NAME, 0))
        .contains("│    9 │    5 │  24 │")
        .contains("Best observed rate: 5\n");
  }

  @Test
  void aSearchThatWasBrokenOffSaysHowFarItCame() throws IOException {
    level("sla_parallel_8_run_0", search("[{\"avg_ttft\": \"<=10s\"}]", "64"));
    assertThat(report(EvalscopeSearch.NAME, 1))
        .contains("Testing upper bound: 16\n")
        .contains("│          8 │ 24/24             │ VALID ")
        .contains("The search was broken off before its end: what is missing may be better.\n");
  }

  @Test
  void aSearchThatHasFoundNothingHasFailed() throws IOException {
    for (String load : List.of("8", "4", "2", "1")) {
      level("sla_parallel_" + load + "_run_0", search("[{\"avg_ttft\": \"<=0.001ms\"}]", "8"));
    }
    assertThat(report(EvalscopeSearch.NAME, 1))
        .contains("Even parallel=1 failed SLA for avg_ttft <= 0.001 ms.\n")
        .contains("│ avg_ttft <= 0.001 ms │ None       │ none     │ Failed at lower bound (1) │");
  }
}
