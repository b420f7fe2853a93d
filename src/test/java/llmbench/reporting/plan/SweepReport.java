package llmbench.reporting.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import llmbench.files.WholeFile;
import llmbench.options.syntax.PythonJson;
import llmbench.plan.LevelOutcome;
import llmbench.plan.vllm.VllmSweep;
import llmbench.report.sweep.SummaryCsv;
import llmbench.report.sweep.SweepTable;
import llmbench.reporting.ExitStatus;
import llmbench.reporting.PlanDirectories;
import llmbench.reporting.PlanEnding;
import llmbench.reporting.PlanReport;
import llmbench.reporting.ReportParts;
import llmbench.timeline.Counted;
import llmbench.timeline.LevelFailure;
import llmbench.timeline.PlanFacts;

/**
 * What a sweep of vLLM's comes to: the folders and files that {@code vllm bench sweep serve} and
 * {@code serve_workload} write, and a line a run.
 */
final class SweepReport implements PlanReport {

  private static final int INDENT = 4;
  private static final int FAILURE_INDENT = 2;

  /** The percentile that results have by default. */
  private static final double P99 = 99;

  /** The order of a pair's parts in the summary. */
  private static final List<String> PARTS = List.of("WHOLE", "SERIAL", "BETWEEN", "BATCH");

  @Override
  public String plan() {
    return VllmSweep.NAME;
  }

  @Override
  public void level(PlanFacts.Level level, ReportParts parts, PrintStream out) {
    out.println(LevelLine.of(level.name(), parts.input().figures()));
  }

  @Override
  public boolean isShown(PlanFacts.Level level) {
    return !new SweptRun(level, Path.of("")).isWarmUp();
  }

  @Override
  public boolean takesOver() {
    return true;
  }

  @Override
  public PlanEnding report(
      PlanDirectories where, PlanFacts plan, List<LevelOutcome> outcomes, PrintStream out)
      throws IOException {
    List<SweptRun> runs =
        plan.levels().stream()
            .map(level -> new SweptRun(level, where.directory().resolve(level.name())))
            .sorted(
                Comparator.comparingInt(SweptRun::pair)
                    .thenComparing(run -> PARTS.indexOf(run.part())))
            .toList();
    Map<SweptRun, ObjectNode> results = new LinkedHashMap<>();
    Set<Path> written = new HashSet<>();
    for (SweptRun run : runs) {
      result(run, written).ifPresent(result -> results.put(run, result));
      failure(run);
    }
    summaries(runs, results);
    Path experiment = runs.get(0).experiment();
    List<ObjectNode> rows = rows(results);
    WholeFile.write(experiment.resolve("summary.csv"), SummaryCsv.of(rows));
    print(results, out);
    long missing = runs.stream().filter(run -> !results.containsKey(run)).count();
    if (missing > 0) {
      out.println(
          Counted.of(missing, "run")
              + " of the sweep without a result. To measure what is missing: the same command with"
              + " --resume --experiment-name "
              + experiment.getFileName());
    }
    out.println("Experiment has been saved at: " + experiment);
    return PlanEnding.of(rows.isEmpty() ? ExitStatus.FAILED : 0);
  }

  /** A run's result, written where it was measured now. */
  private static Optional<ObjectNode> result(SweptRun run, Set<Path> written) throws IOException {
    Optional<ObjectNode> measured = run.measured();
    // Where two runs have one file, the first was measured, and the second takes its result.
    if (measured.isPresent() && written.add(run.file())) {
      WholeFile.write(run.file(), PythonJson.dumpsIndented(measured.get(), INDENT));
    }
    return measured.isPresent() ? measured : run.earlier();
  }

  private static void failure(SweptRun run) throws IOException {
    Optional<LevelFailure> failure = run.failure();
    if (failure.isPresent() && run.mayFail()) {
      Path file = failure.get().ofServer() ? run.serverFailureFile() : run.failureFile();
      String json = PythonJson.dumpsIndented(run.failed(failure.get()), FAILURE_INDENT);
      WholeFile.write(file, json + "\n");
    }
  }

  /** summary.json of each folder whose runs are over. */
  private static void summaries(List<SweptRun> runs, Map<SweptRun, ObjectNode> results)
      throws IOException {
    Map<Path, List<SweptRun>> folders =
        runs.stream()
            .filter(run -> !run.isWarmUp())
            .collect(
                Collectors.groupingBy(
                    run -> run.experiment().resolve(run.folder()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    for (Map.Entry<Path, List<SweptRun>> folder : folders.entrySet()) {
      List<SweptRun> all = folder.getValue();
      boolean over = all.stream().allMatch(run -> results.containsKey(run) || hasFailed(run));
      ArrayNode summary = all.get(0).set("serve").arrayNode();
      all.stream().filter(results::containsKey).map(results::get).forEach(summary::add);
      if (over && !summary.isEmpty()) {
        WholeFile.write(
            folder.getKey().resolve("summary.json"), PythonJson.dumpsIndented(summary, INDENT));
      }
    }
  }

  private static boolean hasFailed(SweptRun run) {
    return run.mayFail() && run.failure().isPresent();
  }

  /** All that count; of what is explored only where both ends are there. */
  private static List<ObjectNode> rows(Map<SweptRun, ObjectNode> results) {
    Map<Integer, Set<String>> parts =
        results.keySet().stream()
            .collect(
                Collectors.groupingBy(
                    SweptRun::pair, Collectors.mapping(SweptRun::part, Collectors.toSet())));
    List<ObjectNode> rows = new ArrayList<>();
    results.forEach(
        (run, result) -> {
          Set<String> there = parts.getOrDefault(run.pair(), Set.of());
          boolean whole = there.contains("WHOLE") || there.containsAll(Set.of("SERIAL", "BATCH"));
          if (!run.isWarmUp() && whole) {
            rows.add(result);
          }
        });
    return rows;
  }

  private static void print(Map<SweptRun, ObjectNode> results, PrintStream out) {
    List<SweepTable.Row> rows = new ArrayList<>();
    results.forEach(
        (run, result) -> {
          if (!run.isWarmUp()) {
            rows.add(new SweepTable.Row(run.level().name(), LevelResult.numbers(result)));
          }
        });
    if (!rows.isEmpty()) {
      out.println();
      out.print(SweepTable.of("Run", rows, List.of(P99)));
    }
  }
}
