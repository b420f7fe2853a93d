package llmbench.plan.vllm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import llmbench.options.given.Sources;
import llmbench.options.syntax.ShellWords;
import llmbench.plan.Level;
import llmbench.plan.LevelOutcome;
import llmbench.plan.Levels;
import llmbench.plan.PlanException;
import llmbench.plan.PlanShown;
import llmbench.plan.ServerCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VllmSweepTest {

  private static final VllmSweep PLAN =
      new VllmSweep(() -> LocalDateTime.of(2026, 11, 28, 9, 5, 7));

  private static final String COMMANDS =
      "vllm bench sweep serve --serve-cmd 'vllm serve M' --bench-cmd 'vllm bench serve --model M' ";

  @TempDir private Path scratch;

  @Test
  void commandsAreThoseOfTheTool() throws IOException {
    for (String name : List.of("serve_linked", "failures")) {
      Levels levels = PLAN.levels(SweepGolden.sources(name, scratch));
      assertThat(calls(walk(levels, level -> outcome(level, 0, 0))))
          .as(name)
          .isEqualTo(SweepGolden.experiment(name).get("server_and_bench_calls"));
    }
  }

  @Test
  void whatIsExploredDependsOnBothEnds() throws IOException {
    for (String name : List.of("workload_request_rate", "workload_max_concurrency")) {
      Levels levels = PLAN.levels(SweepGolden.sources(name, scratch));
      List<Level> walked = walk(levels, VllmSweepTest::scripted);
      ArrayNode benches = JsonNodeFactory.instance.arrayNode();
      SweepGolden.experiment(name)
          .get("server_and_bench_calls")
          .forEach(call -> benches.addAll(call.has("bench") ? List.of(call) : List.of()));
      assertThat(benchCalls(walked)).as(name).isEqualTo(benches);
    }
  }

  @Test
  void foldersAndFilesAreThoseOfTheTool() throws IOException {
    for (String name :
        List.of("serve_linked", "workload_request_rate", "workload_max_concurrency")) {
      Levels levels = PLAN.levels(SweepGolden.sources(name, scratch));
      Set<String> files = new TreeSet<>(List.of("summary.csv"));
      for (Level level : walk(levels, VllmSweepTest::scripted)) {
        List<String> words = ShellWords.split(String.valueOf(level.sources().bench()));
        files.add(level.settings().get("folder") + "/" + words.get(words.size() - 1));
        files.add(level.settings().get("folder") + "/summary.json");
      }
      assertThat(files)
          .as(name)
          .containsExactlyElementsOf(
              new TreeSet<>(SweepGolden.strings(SweepGolden.experiment(name).get("files"))));
    }
  }

  @Test
  void aDryRunPrintsWhatTheToolPrints() throws IOException {
    Sources sources = SweepGolden.sources("product_dry_run", scratch);
    assertThatThrownBy(() -> PLAN.levels(sources))
        .isInstanceOf(PlanShown.class)
        .hasMessage(
            String.join(
                "\n",
                SweepGolden.strings(SweepGolden.experiment("product_dry_run").get("printed"))));
  }

  @Test
  void whatIsExploredIsOmittedFromADryRun() throws IOException {
    Sources sources = SweepGolden.sources("workload_request_rate", scratch);
    assertThatThrownBy(() -> PLAN.levels(new Sources(sources.bench() + " --dry-run", Map.of())))
        .isInstanceOf(PlanShown.class)
        .hasMessageContaining("Bench parameters: random_input_len=100, num_prompts=40\n")
        .hasMessageContaining("Dataset size: 40\n[BEGIN BENCHMARK]\n")
        .hasMessageEndingWith(
            "[END BENCHMARK]\nOmitting intermediate Workload iterations.\n[WL END]\n[END SERVER]\n"
                + "Experiment will be saved at: sw/out/exp4");
  }

  @Test
  void anExperimentWithoutANameIsNamedByTheTime() {
    Level first = PLAN.levels(line("")).known().get(0);
    assertThat(first.settings().get("experiment")).isEqualTo("results/20261128_090507");
    assertThat(PLAN.levels(line(""))).extracting(levels -> levels.known().size()).isEqualTo(3);
    assertThat(first.name()).isEqualTo("run=0");
    assertThat(first.surroundings().server().orElseThrow().health())
        .isEqualTo(URI.create("http://localhost:8000/health"));
  }

  @Test
  void aWarmUpDoesNotCount() {
    assertThat(PLAN.levels(line("--warmup-num-prompts 4 --num-runs 1 --continue-on-error")).known())
        .extracting(level -> level.surroundings().counts())
        .containsExactly(false, true);
  }

  @Test
  void theSimulatedServerIsNotStarted() {
    Sources sources =
        new Sources(line("").bench(), Map.of("llm.server", "simulated", "llm.seed", "3"));
    Level first = PLAN.levels(sources).known().get(0);
    assertThat(first.surroundings().server()).isEmpty();
    assertThat(first.surroundings().after().resets()).isEmpty();
    assertThat(first.sources().properties()).containsEntry("llm.seed", "3");
  }

  @Test
  void whatIsThereIsNotMeasuredAgain() throws IOException {
    Path experiment = Files.createDirectories(scratch.resolve("e"));
    Files.writeString(
        experiment.resolve("run=0.json"),
        "{\"completed\": 7, \"failed\": 1, \"request_throughput\": 2.5, \"mean_e2el_ms\": 40}");
    String place = " --num-runs 2 -o " + scratch + " -e e";
    List<Level> levels = PLAN.levels(line("--resume" + place)).known();
    assertThat(levels.get(0).earlier().map(LevelOutcome::statistics))
        .contains(Map.of("request_throughput", 2.5, "mean_e2el_ms", 40.0));
    assertThat(levels.get(1).earlier()).isEmpty();
    assertThatThrownBy(() -> PLAN.levels(line(place)))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("is there already, and no result is overwritten: add --resume");
    assertThatThrownBy(() -> PLAN.levels(line("--resume -e nothing")))
        .hasMessageStartingWith("--resume has nothing to resume: results/nothing isn't there.");
  }

  @Test
  void anEndOfANamedSetIsTakenForAValueEqualToIt() throws IOException {
    Path file = scratch.resolve("named.json");
    Files.writeString(file, "{\"n\": {}}");
    Levels levels =
        PLAN.levels(
            new Sources(
                "vllm bench sweep serve_workload --serve-cmd 'vllm serve M' --workload-iters 4"
                    + " --bench-cmd 'vllm bench serve' --num-runs 1 --bench-params "
                    + file,
                Map.of()));
    List<Level> walked = walk(levels, level -> outcome(level, 1, 1));
    assertThat(walked)
        .extracting(level -> level.name() + " " + level.earlier().isPresent())
        .containsExactly(
            "BENCH--n-WL--request_rate=1-run=0 false",
            "BENCH--n-WL--request_rate=1000-run=0 false",
            "BENCH--n-WL--request_rate=1-run=0 true");
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() throws IOException {
    Path file = scratch.resolve("bad.json");
    Files.writeString(file, "[{\"_benchmark_name\": 1}, {\"_benchmark_name\": 1}]");
    assertThatThrownBy(
            () ->
                PLAN.levels(
                    new Sources(
                        "vllm bench sweep serve --bench-cmd 'vllm bench serve' --num-runs 0"
                            + " --link-vars a --resum=x --retry 3 --serve-params nowhere.json"
                            + " --bench-params "
                            + file,
                        Map.of())))
        .isInstanceOf(PlanException.class)
        .hasMessageStartingWith("7 problems with the options; nothing was sent:")
        .hasMessageContaining("--num-runs 0 (in -Dbench): expected a whole number from 1 to")
        .hasMessageContaining("--link-vars a (in -Dbench): expected SERVE_KEY=BENCH_KEY")
        .hasMessageContaining("--retry (in -Dbench): unknown option")
        .hasMessageContaining("--resum (in -Dbench): takes no value; leave out what follows the =")
        .hasMessageContaining("nowhere.json: no such file; expected a file with JSON, in UTF-8")
        .hasMessageContaining("the _benchmark_name 1 is there more than once")
        .hasMessageContaining("--serve-cmd is missing; give the command in quotes");
  }

  @Test
  void pairsThatWouldShareADirectoryAreRefused() throws IOException {
    Path file = scratch.resolve("same.json");
    Files.writeString(file, "[{\"label\": \"a/b\"}, {\"label\": \"a_b\"}]");
    assertThatThrownBy(() -> PLAN.levels(line("--bench-params " + file)))
        .hasMessageContaining("BENCH--label=a_b: two pairs of sets would have this one directory");
  }

  @Test
  void aServerWhoseCachesNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> PLAN.levels(line("--serve-cmd 'sglang serve'")))
        .hasMessageContaining("say it with --after-bench-cmd");
    assertThat(PLAN.levels(line("--serve-cmd 'sglang serve' --after-bench-cmd true")).known())
        .allSatisfy(
            level -> assertThat(level.surroundings().after().command()).containsExactly("true"));
    assertThat(PLAN.levels(line("--serve-cmd 'x/infinity_emb v2'")).known().get(0).surroundings())
        .extracting(around -> around.after().resets())
        .isEqualTo(Optional.empty());
  }

  @Test
  void otherLinesAreNoSweeps() {
    for (String line :
        List.of("vllm bench serve --label 'bench sweep'", "evalscope perf", "vllm bench 'x")) {
      assertThat(PLAN.isAskedBy(new Sources(line, Map.of()))).as(line).isFalse();
    }
    assertThat(PLAN.isAskedBy(new Sources(null, Map.of()))).isFalse();
    for (String line :
        List.of("bench sweep", "/x/vllm bench sweep serve", "uv run vllm bench sweep")) {
      assertThat(PLAN.isAskedBy(new Sources(line, Map.of()))).as(line).isTrue();
    }
    assertThatThrownBy(() -> PLAN.levels(new Sources("vllm bench sweep plot x", Map.of())))
        .hasMessageContaining("expected vllm bench sweep serve or vllm bench sweep serve_workload");
  }

  @Test
  void nothingSecretIsKept() throws IOException {
    Path file = scratch.resolve("keys.json");
    Files.writeString(file, "[{\"header\": \"Authorization=k3y\", \"api_key\": \"k3y\"}]");
    Level level = PLAN.levels(line("--bench-params " + file)).known().get(0);
    assertThat(level.settings().toString() + level.name() + level.surroundings())
        .doesNotContain("k3y");
    assertThat(level.sources().bench()).contains("k3y");
  }

  private static Sources line(String more) {
    return new Sources(COMMANDS + more, Map.of());
  }

  private static List<Level> walk(
      Levels levels, java.util.function.Function<Level, LevelOutcome> measure) {
    List<Level> walked = new ArrayList<>();
    List<LevelOutcome> outcomes = new ArrayList<>();
    for (Optional<Level> next = levels.next(outcomes);
        next.isPresent();
        next = levels.next(outcomes)) {
      walked.add(next.get());
      outcomes.add(measure.apply(next.get()));
    }
    assertThat(walked).containsAll(levels.known());
    return walked;
  }

  /** What the golden's scripted benchmark comes to: see scripted_bench in sweep.json. */
  private static LevelOutcome scripted(Level level) {
    List<String> words = ShellWords.split(String.valueOf(level.sources().bench()));
    double prompts = value(words, "--num-prompts", 1000);
    double users = Math.min(value(words, "--max-concurrency", prompts), prompts);
    double latency = 100 + value(words, "--random-input-len", 1024) / 8 + 6.5 * users;
    double rate = value(words, "--request-rate", Double.POSITIVE_INFINITY);
    return outcome(level, Math.min(users / (latency / 1000), 0.97 * rate), latency);
  }

  private static double value(List<String> words, String flag, double otherwise) {
    int at = words.indexOf(flag);
    return at < 0 ? otherwise : Double.parseDouble(words.get(at + 1));
  }

  private static LevelOutcome outcome(Level level, double throughput, double latencyMillis) {
    Map<String, Double> statistics =
        Map.of("request_throughput", throughput, "mean_e2el_ms", latencyMillis);
    return new LevelOutcome(level.name(), 0, 1, 1, true, statistics, List.of());
  }

  /** What a server and a benchmark see of levels, as the golden has it. */
  private static JsonNode calls(List<Level> levels) {
    ArrayNode calls = JsonNodeFactory.instance.arrayNode();
    Set<Integer> started = new LinkedHashSet<>();
    for (Level level : levels) {
      ServerCommand server = level.surroundings().server().orElseThrow();
      if (started.add(server.number())) {
        server
            .words()
            .subList(1, server.words().size())
            .forEach(calls.addObject().putArray("started")::add);
        calls.addArray().add("GET").add(server.health().getPath());
      }
      calls.addAll(benchCalls(List.of(level)));
      level
          .surroundings()
          .after()
          .resets()
          .orElseThrow()
          .paths()
          .forEach(path -> calls.addArray().add("POST").add(path));
    }
    return calls;
  }

  private static ArrayNode benchCalls(List<Level> levels) {
    ArrayNode calls = JsonNodeFactory.instance.arrayNode();
    for (Level level : levels) {
      List<String> words = ShellWords.split(String.valueOf(level.sources().bench()));
      words.subList(1, words.size()).forEach(calls.addObject().putArray("bench")::add);
    }
    return calls;
  }
}
