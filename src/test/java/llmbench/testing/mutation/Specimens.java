package llmbench.testing.mutation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.recorder.PlanFile;
import llmbench.testing.bench.MakeRun;
import llmbench.timeline.PlanFacts;

/** All that is damaged: runs of ours of every form, and the tools' own results. */
final class Specimens {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path RECORDED = GOLDEN.resolve("compare/run");
  private static final List<String> STEPS = List.of("vllm-0.32", "evalscope-1.14");
  private static final int REQUESTS = 20;
  private static final int RECORDED_REQUESTS = 24;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final List<Specimen> all = new ArrayList<>();

  private Specimens(Path folder) {
    this.folder = folder;
  }

  /** Makes them below a folder. */
  static List<Specimen> below(Path folder) throws IOException {
    Specimens specimens = new Specimens(folder);
    specimens.runs();
    specimens.results();
    return List.copyOf(specimens.all);
  }

  private void runs() throws IOException {
    Path whole = made("whole", 1);
    add("a run with its log", Specimen.Kind.RUN, whole, List.of(), REQUESTS);
    Path alone = copy(whole, "alone");
    Files.delete(alone.resolve("simulation.log"));
    add("a run without a log", Specimen.Kind.RUN, alone, List.of(), REQUESTS);
    add("a recorded run", Specimen.Kind.RUN, RECORDED, List.of(), RECORDED_REQUESTS);
    add("a run with failures", Specimen.Kind.RUN, GOLDEN.resolve("exports/run"), List.of(), 0);
    add("two runs as one", Specimen.Kind.RUN, made("two", 2), List.of("1", "2"), REQUESTS / 2);
    Path own = copy(alone, "own");
    edit(own.resolve("run.json"), Specimens::makeOwn);
    add("a simulation of one's own", Specimen.Kind.RUN, own, List.of(), REQUESTS);
    Path log = copy(whole, "log");
    Files.delete(log.resolve("requests.jsonl"));
    add("a log alone", Specimen.Kind.LOG, log, List.of(), REQUESTS);
    Path plan = plan();
    add("a check of two steps", Specimen.Kind.PLAN, plan, STEPS, 0);
  }

  private void results() throws IOException {
    Path detailed = GOLDEN.resolve("vllm/result_0.32.0_detailed.json");
    add("vLLM's detailed result", Specimen.Kind.RESULT, detailed, List.of(), 0);
    Path plain = GOLDEN.resolve("compare/vllm-0.32.json");
    add("vLLM's result", Specimen.Kind.COMPARED, plain, List.of(), 0);
    Path rust = GOLDEN.resolve("compare/vllm-bench-rust.json");
    add("vllm-bench's result", Specimen.Kind.COMPARED, rust, List.of(), 0);
    for (String version : List.of("1.14.1", "1.1.1", "1.14.1-failed")) {
      Path output = GOLDEN.resolve("compare/evalscope-" + version);
      add("evalscope " + version, Specimen.Kind.COMPARED, output, List.of(), 0);
    }
  }

  private void add(
      String name, Specimen.Kind kind, Path original, List<String> parts, int requests) {
    all.add(new Specimen(name, kind, original, parts, requests));
  }

  private Path made(String name, int directories) {
    Path place = folder.resolve(name);
    MakeRun.main(
        new String[] {
          "--requests",
          String.valueOf(REQUESTS),
          "--tokens",
          "6",
          "--concurrency",
          "4",
          "--directories",
          String.valueOf(directories),
          place.toString()
        });
    return place;
  }

  private Path copy(Path from, String name) throws IOException {
    Path place = folder.resolve(name);
    Specimen.copy(from, place);
    return place;
  }

  private static void makeOwn(ObjectNode facts) {
    facts.put("simulation", "shop.ShopSimulation").put("requests", REQUESTS);
    facts.putObject("options").put("model", "m");
    facts.putObject("dataset");
    facts.putObject("stop").put("by", "DURATION").put("why", "the time was over");
    ObjectNode conditions = facts.putObject("conditions").put("same_machine", true);
    ObjectNode client = conditions.putObject("client").put("seconds", 5.5).put("cores", 2);
    client.putObject("loop_lag").put("ticks", 90).put("p99_millis", 7.5).put("max_millis", 9.5);
    client.putObject("gc").put("pauses", 3).put("total_millis", 12.5).put("max_millis", 60.5);
    client.put("cpu_seconds", 10.5).put("machine_cpu", 0.97).put("clock_step_millis", 0.5);
    ObjectNode cache = conditions.putObject("prefix_cache");
    cache.putObject("before").put("queries", 1.5).put("hits", 0.5);
    cache.putObject("after").put("queries", 900.5).put("hits", 800.5);
  }

  private interface Edit {
    void apply(ObjectNode json);
  }

  private static void edit(Path file, Edit edit) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
    edit.apply(json);
    JSON.writeValue(file.toFile(), json);
  }

  private Path plan() throws IOException {
    Path plan = Files.createDirectory(folder.resolve("plan"));
    List<PlanFacts.Level> levels = new ArrayList<>();
    for (String step : STEPS) {
      Specimen.copy(RECORDED, plan.resolve(step));
      levels.add(new PlanFacts.Level(step, Map.of("compat", step, "part", "load")));
    }
    PlanFile.write(plan, new PlanFacts(PlanFacts.SCHEMA, "consistency", levels));
    return plan;
  }
}
