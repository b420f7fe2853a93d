package llmbench.reporting.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.options.given.Sources;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.ShellWords;
import llmbench.plan.Level;
import llmbench.plan.vllm.VllmSweep;
import llmbench.recorder.LevelFailureFile;
import llmbench.reporting.PlanDirectories;
import llmbench.timeline.LevelFailure;
import llmbench.timeline.PlanFacts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepReportTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/vllm/sweep.json");
  private static final Path RUN = Path.of("src/test/resources/golden/compare/run");

  @TempDir private Path scratch;
  private Path directory;
  private Path experiment;

  @BeforeEach
  void makeFolders() throws IOException {
    directory = Files.createDirectories(scratch.resolve("run"));
    experiment = scratch.resolve("out/exp");
  }

  /** The tool's own results are there already: what is made of them is the tool's, too. */
  @Test
  void resultsThatAreThereComeToTheToolsOwnSummary() throws IOException {
    for (String name : List.of("serve_linked", "failures")) {
      JsonNode golden = experiment(name);
      experiment = scratch.resolve(name);
      List<Level> levels =
          levels(
              golden,
              "--link-vars max_num_seqs=max_concurrency".repeat(golden.has("serve_params") ? 1 : 0)
                  + " --num-runs 2");
      for (Map.Entry<String, JsonNode> file : golden.get("run_files").properties()) {
        String raw = raw(file.getValue(), golden);
        for (String run : List.of("run=0", "run=1")) {
          if (file.getValue().has("completed")) {
            write(experiment.resolve(file.getKey().replace("run=0", run)), raw);
          }
        }
      }
      String said = report(levels);
      assertThat(experiment.resolve("summary.csv")).hasContent(golden.get("summary.csv").asText());
      assertThat(said).contains("Experiment has been saved at: " + experiment);
      Path folder = experiment.resolve(levels.get(0).settings().get("folder"));
      JsonNode summary = PythonJson.required(Files.readString(folder.resolve("summary.json")));
      assertThat(summary.get(0)).isEqualTo(golden.get("run_files").elements().next());
      assertThat(summary.get(1).get("run_number").asInt()).isEqualTo(1);
    }
  }

  /** A result as the benchmark writes it, before the sweep adds to it. */
  private static String raw(JsonNode result, JsonNode golden) {
    ObjectNode raw = result.deepCopy();
    raw.remove(List.of("run_number", "_benchmark_name"));
    for (String sets : List.of("serve_params", "bench_params")) {
      for (JsonNode set : golden.path(sets)) {
        set.fieldNames()
            .forEachRemaining(key -> raw.remove(key.equals("max_concurrency") ? "" : key));
      }
    }
    return raw.toString();
  }

  @Test
  void aMeasuredRunIsTheResultWithItsNumberAndItsSets() throws IOException {
    List<Level> levels =
        levels(
            PythonJson.required("{\"bench_params\": [{\"seed\": 3, \"completed\": \"x\"}]}"),
            "--num-runs 1 --warmup-num-prompts 5");
    levels.forEach(level -> measured(level.name()));
    String said = report(levels);
    Path folder = experiment.resolve("BENCH--seed=3-completed=x");
    String text = Files.readString(folder.resolve("run=0.json"));
    ObjectNode result = (ObjectNode) PythonJson.required(text);
    assertThat(text).startsWith("{\n    \"date\": \"").endsWith("\n}");
    assertThat(result.get("completed").asText()).isEqualTo("x");
    assertThat(result.properties())
        .extracting(Map.Entry::getKey)
        .endsWith("run_number", "seed")
        .contains("request_throughput", "p99_ttft_ms")
        .doesNotContain("ttfts");
    JsonNode warmUp = PythonJson.required(Files.readString(folder.resolve("warmup.json")));
    assertThat(warmUp.get("run_number").asInt()).isEqualTo(-1);
    assertThat(warmUp.get("num_prompts").asInt()).isEqualTo(5);
    assertThat(PythonJson.required(Files.readString(folder.resolve("summary.json"))))
        .containsExactly(result);
    assertThat(experiment.resolve("summary.csv")).content().hasLineCount(2);
    assertThat(said)
        .contains("BENCH--seed=3-completed=x-run=0 ")
        .doesNotContain("warmup ")
        .contains("Best throughput: ");
  }

  @Test
  void whatFailedIsKeptBesideWhatDidNot() throws IOException {
    List<Level> levels =
        levels(
            PythonJson.required("{\"bench_params\": [{\"seed\": 1}, {\"seed\": 2}]}"),
            "--num-runs 1 --continue-on-error");
    measured(levels.get(0).name());
    LevelFailureFile.write(
        directory.resolve(levels.get(1).name()),
        new LevelFailure("RefusedException", "No \"such\" file.", false, 0));
    report(levels);
    assertThat(experiment.resolve("BENCH--seed=2/run=0.failure.json"))
        .hasContent(
            """
            {
              "run_number": 0,
              "error_type": "RefusedException",
              "error": "No \\"such\\" file.",
              "serve_overrides": {},
              "bench_overrides": {
                "seed": 2
              }
            }
            """);
    assertThat(experiment.resolve("BENCH--seed=2/summary.json")).doesNotExist();
    assertThat(experiment.resolve("summary.csv")).content().hasLineCount(2);
  }

  @Test
  void aServerThatCouldNotBeHadIsKept() throws IOException {
    List<Level> levels = levels(PythonJson.required("{}"), "--num-runs 1 --continue-on-error");
    LevelFailureFile.write(
        directory.resolve(levels.get(0).name()),
        new LevelFailure("NotServedException", "It ended.", true, 0));
    String said = report(levels);
    assertThat(experiment.resolve("SERVE-default-failure.json"))
        .hasContent(
            """
            {
              "error_type": "NotServedException",
              "error": "It ended.",
              "serve_overrides": {}
            }
            """);
    assertThat(experiment.resolve("summary.csv")).hasContent("\"\"\n");
    assertThat(said).startsWith("1 run of the sweep without a result. To measure what is missing");
  }

  /** What is explored between two ends stands between them, in whatever order it was measured. */
  @Test
  void theSummaryGoesFromOneEndToTheOther() throws IOException {
    List<Level> levels = new ArrayList<>();
    for (String part : List.of("SERIAL", "BATCH", "BETWEEN")) {
      Map<String, String> settings =
          Map.of(
              "experiment",
              experiment.toString(),
              "folder",
              part,
              "run_number",
              "0",
              "serve",
              "{}",
              "bench",
              "{\"part\": \"" + part + "\"}",
              "pair",
              "0",
              "part",
              part);
      levels.add(new Level(part, settings, new Sources(null, Map.of())));
      write(experiment.resolve(part + "/run=0.json"), "{\"completed\": 1}");
    }
    report(levels);
    assertThat(experiment.resolve("summary.csv"))
        .hasContent(",completed,run_number,part\n0,1,0,SERIAL\n1,1,0,BETWEEN\n2,1,0,BATCH\n");
    Files.delete(experiment.resolve("BATCH/run=0.json"));
    report(levels);
    assertThat(experiment.resolve("summary.csv")).hasContent("\"\"\n");
  }

  private static JsonNode experiment(String name) throws IOException {
    return PythonJson.required(Files.readString(GOLDEN)).get("experiments").get(name);
  }

  private List<Level> levels(JsonNode parameters, String more) throws IOException {
    List<String> words = new ArrayList<>(List.of("vllm", "bench", "sweep", "serve"));
    words.addAll(List.of("--serve-cmd", "vllm serve M", "--bench-cmd", "vllm bench serve"));
    words.addAll(
        List.of("-o", scratch.toString(), "-e", scratch.relativize(experiment).toString()));
    for (String sets : List.of("serve", "bench")) {
      if (parameters.has(sets + "_params")) {
        Path file = scratch.resolve(sets + ".json");
        Files.writeString(file, parameters.get(sets + "_params").toString());
        words.addAll(List.of("--" + sets + "-params", file.toString()));
      }
    }
    String line = ShellWords.join(words) + " " + more;
    return new VllmSweep().levels(new Sources(line, Map.of())).known();
  }

  private void measured(String level) {
    try {
      Path into = Files.createDirectories(directory.resolve(level));
      for (String file : List.of("requests.jsonl", "run.json")) {
        Files.copy(RUN.resolve(file), into.resolve(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String report(List<Level> levels) throws IOException {
    List<PlanFacts.Level> facts =
        levels.stream().map(level -> new PlanFacts.Level(level.name(), level.settings())).toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new SweepReport()
        .report(
            PlanDirectories.of(directory),
            new PlanFacts(PlanFacts.SCHEMA, "vllm-sweep", facts),
            List.of(),
            new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
