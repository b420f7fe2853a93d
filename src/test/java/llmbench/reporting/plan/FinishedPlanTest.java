package llmbench.reporting.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import llmbench.Report;
import llmbench.options.ToolVersion;
import llmbench.recorder.LevelFailureFile;
import llmbench.recorder.PlanFile;
import llmbench.reporting.PageGoldenTest;
import llmbench.timeline.LevelFailure;
import llmbench.timeline.PlanFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishedPlanTest {

  private static final Path RUN = Path.of("src/test/resources/golden/compare/run");

  private static final PlanFacts PLAN =
      new PlanFacts(
          PlanFacts.SCHEMA,
          "consistency",
          List.of(
              level("vllm-0.32", "single"),
              level("vllm-0.32", "load"),
              level("evalscope-1.14", "single"),
              level("evalscope-1.14", "load")));

  @TempDir private Path scratch;

  private static PlanFacts.Level level(String compat, String part) {
    return new PlanFacts.Level(compat + "-" + part, Map.of("compat", compat, "part", part));
  }

  @Test
  void bothLoadsAndTheServersAccountAreLaidSideBySide() throws IOException {
    for (ToolVersion compat : List.of(ToolVersion.VLLM_0_32, ToolVersion.EVALSCOPE_1_14)) {
      Path part = Files.createDirectories(scratch.resolve(compat.label() + "-load"));
      for (String file : List.of("requests.jsonl", "run.json", "truth.json")) {
        Files.copy(RUN.resolve(file), part.resolve(file));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PlanFile.write(scratch, PLAN);
    PrintStream console = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(Report.run(new String[] {scratch.toString()}, console, console)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("The whole load: each tool's requests, by its own definitions")
        .contains("A  vllm bench serve's\nB  evalscope perf's\n")
        .contains("Consistent: nothing that can be compared differs.\n")
        .contains("The whole load: our true figures beside the server's own account")
        .contains("D  evalscope perf's requests, as the server did")
        .doesNotContain("One request alone")
        .endsWith("Written: " + scratch.resolve("llm.html") + "\n");
    JsonNode page = PageGoldenTest.data(Files.readString(scratch.resolve("llm.html")));
    assertThat(page.findValuesAsText("name")).contains("vllm-0.32-load", "evalscope-1.14-load");
    assertThat(page.at("/comparison/columns"))
        .extracting(column -> column.get("letter").asText() + column.get("run"))
        .containsExactly("A0", "B1", "C0", "D0", "E1", "F1");
    assertThat(page.at("/comparison/columns"))
        .extracting(column -> column.path("against").asInt(-1))
        .containsExactly(-1, 0, -1, 2, -1, 4);
    assertThat(page.at("/runs/1/head/files").toString())
        .contains("\"evalscope-1.14-load/requests.jsonl\"");
  }

  /** The run itself has ended with 3 there. */
  @Test
  void aSweepThatALevelEndedIsReportedWithItsReasonAndItsStatus() throws IOException {
    Path first = Files.createDirectories(scratch.resolve("concurrency-2"));
    for (String file : List.of("requests.jsonl", "run.json")) {
      Files.copy(RUN.resolve(file), first.resolve(file));
    }
    sweep("concurrency-2", "concurrency-4", "concurrency-8");
    assertThat(reported(0)).contains("Not measured in this run: concurrency-4, concurrency-8.\n");
    LevelFailure why = new LevelFailure("RefusedException", "The server is gone.", false, 3);
    LevelFailureFile.write(scratch.resolve("concurrency-4"), why);
    assertThat(reported(3))
        .contains("Not measured in this run: concurrency-4, concurrency-8.\n")
        .endsWith("concurrency-4 could not be measured: The server is gone.\n");
    LevelFailureFile.write(
        scratch.resolve("concurrency-4"), new LevelFailure("Refused", "It may.", false, 0));
    assertThat(reported(0)).endsWith("concurrency-4 could not be measured: It may.\n");
  }

  @Test
  void aSweepOfWhichNothingWasMeasuredHasFailed() throws IOException {
    sweep("concurrency-2", "concurrency-4");
    assertThat(reported(1)).endsWith("No level of this run was measured.\n");
  }

  private void sweep(String... levels) throws IOException {
    List<PlanFacts.Level> all =
        Stream.of(levels).map(name -> new PlanFacts.Level(name, Map.of())).toList();
    PlanFile.write(scratch, new PlanFacts(PlanFacts.SCHEMA, "load-sweep", all));
  }

  private String reported(int status) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream console = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(Report.run(new String[] {scratch.toString()}, console, console)).isEqualTo(status);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aPlanThatNobodyKnowsIsNamed() throws IOException {
    PlanFile.write(scratch, new PlanFacts(PlanFacts.SCHEMA, "dance", List.of()));
    assertThat(refusal()).contains("the plan dance is not known here");
  }

  @Test
  void aPlanOfALaterSchemaIsLeftToALaterBuild() throws IOException {
    PlanFile.write(scratch, new PlanFacts(PlanFacts.SCHEMA + 1, "consistency", List.of()));
    assertThat(refusal()).contains("was written by a newer LLM Bench (schema 2, known is 1)");
  }

  @Test
  void aPlanThatIsBrokenIsNamed() throws IOException {
    Path file = scratch.resolve(PlanFacts.FILE);
    for (String text : List.of("", "{", "[]", "{\"schema\": 1}", "{\"schema\":1,\"plan\":\"x\"}")) {
      Files.writeString(file, text);
      assertThat(refusal()).as(text).contains(file.toString());
    }
  }

  private String refusal() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream console = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(FinishedPlan.report(scratch, console)).isEqualTo(2);
    return out.toString(StandardCharsets.UTF_8);
  }
}
