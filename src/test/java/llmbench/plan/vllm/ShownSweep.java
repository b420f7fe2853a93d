package llmbench.plan.vllm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import llmbench.options.syntax.PythonRepr;
import llmbench.plan.vllm.SweepAsked.Workload;

/** What {@code --dry-run} prints: every command, and where its result would be. */
final class ShownSweep {

  private static final String END_SERVER = "[END SERVER]";

  private final SweepAsked asked;
  private final Experiment experiment;
  private final List<String> lines = new ArrayList<>();

  private ShownSweep(SweepAsked asked, Experiment experiment) {
    this.asked = asked;
    this.experiment = experiment;
  }

  /** The text, without a line break at its end. */
  static String of(SweepAsked asked, Experiment experiment) {
    return new ShownSweep(asked, experiment).text();
  }

  private String text() {
    List<SweepPair> all = SweepPair.all(asked);
    for (int serve = 0; serve < asked.serveSets().size(); serve++) {
      int number = serve;
      List<SweepPair> pairs = all.stream().filter(pair -> pair.serveNumber() == number).toList();
      boolean starts = !pairs.stream().allMatch(experiment::isWhole);
      if (starts) {
        server(asked.serveSets().get(serve));
      }
      pairs.forEach(this::pair);
      if (starts) {
        lines.add(END_SERVER);
      }
    }
    lines.add("Experiment will be saved at: " + SweepRun.plain(asked.experiment()));
    return String.join("\n", lines);
  }

  private void server(ParameterSet set) {
    lines.add("[BEGIN SERVER]");
    lines.add("Server overrides: " + set.shown());
    lines.add("Server command: " + list(SweepCommand.of(asked.serveCommand(), set)));
  }

  private void pair(SweepPair pair) {
    asked
        .workload()
        .ifPresentOrElse(
            workload -> workload(new WorkloadPair(pair, workload), workload),
            () -> pair.runs().forEach(this::run));
  }

  private void workload(WorkloadPair pair, Workload workload) {
    lines.add("[WL START]");
    lines.add("Serve parameters: " + orNone(pair.pair().serve().text(", ")));
    lines.add("Bench parameters: " + orNone(pair.pair().bench().text(", ")));
    lines.add("Number of workload iterations: " + workload.levels());
    lines.add("Dataset size: " + pair.datasetSize());
    pair.serial().forEach(this::run);
    pair.batch().forEach(this::run);
    lines.add("Omitting intermediate Workload iterations.");
    lines.add("[WL END]");
  }

  private void run(SweepRun run) {
    lines.add("[BEGIN BENCHMARK]");
    lines.add("Benchmark overrides: " + run.bench().shown());
    lines.add("Run Number: " + run.number());
    lines.add("Benchmark command: " + list(run.command()));
    lines.add("Output file: " + run.output());
    if (experiment.has(run)) {
      lines.add("Found existing results.");
      lines.add("[SKIPPED BENCHMARK]");
    } else {
      lines.add("[END BENCHMARK]");
    }
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "(None)" : text;
  }

  private static String list(List<String> words) {
    var list = JsonNodeFactory.instance.arrayNode();
    words.forEach(list::add);
    return PythonRepr.of(list);
  }
}
