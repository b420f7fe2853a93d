package llmbench.plan.vllm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import llmbench.options.given.Sources;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.ShellWords;
import llmbench.plan.Level;
import llmbench.plan.LevelOutcome;
import llmbench.plan.Levels;
import llmbench.plan.PlanShown;
import llmbench.plan.ServerCommand;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What vLLM 0.33's own sweeps did: commands derived, calls made, folders and files written. */
class SweepGoldenTest {

  static final JsonNode ALL =
      PythonJson.required(read(Path.of("src/test/resources/golden/vllm/sweep.json")));

  private static final String SERVE_CMD =
      "fake/vllm serve M --port 18741 --max-num-seqs 1 --host 127.0.0.1";
  private static final String BENCH_CMD =
      "fake/bench serve --model M --num-prompts 20 --random_input_len 512 --max-concurrency 1";

  private static final VllmSweep PLAN = new VllmSweep();

  @TempDir private Path scratch;

  @Test
  void commandsAreThoseOfTheTool() throws IOException {
    for (String name : List.of("serve_linked", "failures")) {
      Levels levels = PLAN.levels(sources(name, scratch));
      assertThat(calls(walk(levels, level -> outcome(level, 0, 0))))
          .as(name)
          .isEqualTo(experiment(name).get("server_and_bench_calls"));
    }
  }

  @Test
  void whatIsExploredDependsOnBothEnds() throws IOException {
    for (String name : List.of("workload_request_rate", "workload_max_concurrency")) {
      Levels levels = PLAN.levels(sources(name, scratch));
      List<Level> walked = walk(levels, SweepGoldenTest::scripted);
      ArrayNode benches = JsonNodeFactory.instance.arrayNode();
      experiment(name)
          .get("server_and_bench_calls")
          .forEach(call -> benches.addAll(call.has("bench") ? List.of(call) : List.of()));
      assertThat(benchCalls(walked)).as(name).isEqualTo(benches);
    }
  }

  @Test
  void foldersAndFilesAreThoseOfTheTool() throws IOException {
    for (String name :
        List.of("serve_linked", "workload_request_rate", "workload_max_concurrency")) {
      Levels levels = PLAN.levels(sources(name, scratch));
      Set<String> files = new TreeSet<>(List.of("summary.csv"));
      for (Level level : walk(levels, SweepGoldenTest::scripted)) {
        List<String> words = ShellWords.split(String.valueOf(level.sources().bench()));
        files.add(level.settings().get("folder") + "/" + words.get(words.size() - 1));
        files.add(level.settings().get("folder") + "/summary.json");
      }
      assertThat(files)
          .as(name)
          .containsExactlyElementsOf(new TreeSet<>(strings(experiment(name).get("files"))));
    }
  }

  @Test
  void aDryRunPrintsWhatTheToolPrints() throws IOException {
    Sources sources = sources("product_dry_run", scratch);
    assertThatThrownBy(() -> PLAN.levels(sources))
        .isInstanceOf(PlanShown.class)
        .hasMessage(String.join("\n", strings(experiment("product_dry_run").get("printed"))));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return Assertions.fail(e);
    }
  }

  static JsonNode experiment(String name) {
    return ALL.get("experiments").get(name);
  }

  /**
   * The line of an experiment. The tool was called with what all experiments share, of which most
   * name only what is unlike the first.
   *
   * @param files where its parameters are written
   */
  static Sources sources(String name, Path files) throws IOException {
    JsonNode experiment = experiment(name);
    List<String> args = strings(experiment.get("args"));
    List<String> words = new ArrayList<>(List.of("vllm", "bench", "sweep", args.get(0)));
    for (String[] shared :
        new String[][] {{"--serve-cmd", SERVE_CMD}, {"--bench-cmd", BENCH_CMD}, {"-o", "sw/out"}}) {
      words.addAll(args.contains(shared[0]) ? List.of() : List.of(shared));
    }
    words.addAll(args.subList(1, args.size()));
    for (String part : List.of("serve", "bench")) {
      words.removeAll(List.of("--" + part + "-params", part + ".json"));
      if (experiment.has(part + "_params")) {
        Path file = files.resolve(part + ".json");
        Files.writeString(file, experiment.get(part + "_params").toString());
        words.addAll(List.of("--" + part + "-params", file.toString()));
      }
    }
    return new Sources(ShellWords.join(words), Map.of());
  }

  static List<String> strings(JsonNode list) {
    List<String> strings = new ArrayList<>();
    list.forEach(each -> strings.add(each.textValue()));
    return strings;
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

  static List<Level> walk(Levels levels, Function<Level, LevelOutcome> measure) {
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

  static LevelOutcome outcome(Level level, double throughput, double latencyMillis) {
    Map<String, Double> statistics =
        Map.of("request_throughput", throughput, "mean_e2el_ms", latencyMillis);
    return new LevelOutcome(level.name(), 0, 1, 1, true, statistics, List.of());
  }
}
