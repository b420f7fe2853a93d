package llmbench.plan.vllm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.options.given.Sources;
import llmbench.plan.Level;
import llmbench.plan.LevelOutcome;
import llmbench.plan.Levels;
import llmbench.plan.PlanException;
import llmbench.plan.PlanShown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VllmSweepTest {

  private static final VllmSweep PLAN =
      new VllmSweep(() -> LocalDateTime.of(2026, 11, 28, 9, 5, 7));

  private static final String COMMANDS =
      "vllm bench sweep serve --serve-cmd 'vllm serve M' --bench-cmd 'vllm bench serve --model M' ";

  @TempDir private Path scratch;

  @Test
  void whatIsExploredIsOmittedFromADryRun() throws IOException {
    Sources sources = SweepGoldenTest.sources("workload_request_rate", scratch);
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
    List<Level> walked =
        SweepGoldenTest.walk(levels, level -> SweepGoldenTest.outcome(level, 1, 1));
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
}
