package llmbench.reporting.plan;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.plan.LevelOutcome;
import llmbench.plan.LoadSweep;
import llmbench.report.sweep.RepeatsTable;
import llmbench.report.sweep.SweepTable;
import llmbench.reporting.PlanDirectories;
import llmbench.reporting.PlanEnding;
import llmbench.reporting.PlanReport;
import llmbench.reporting.ReportParts;
import llmbench.timeline.PlanFacts;

/** What one benchmark came to at several settings of its load, and repeated at each. */
final class LoadSweepReport implements PlanReport {

  /** Always there beside those that are asked for: repeats have it. */
  private static final double P99 = 99;

  /** What is swept: an option, what a table calls it, and what each of its values. */
  private enum Swept {
    CONCURRENCY("max-concurrency", "Max Concurrency", "concurrency="),
    RATE("request-rate", "Request Rate", "rate="),
    NOTHING("", "Run", "");

    private final String option;
    private final String title;
    private final String label;

    Swept(String option, String title, String label) {
      this.option = option;
      this.title = title;
      this.label = label;
    }

    static Swept of(PlanFacts.Level level) {
      return Stream.of(CONCURRENCY, RATE)
          .filter(each -> level.settings().containsKey(each.option))
          .findFirst()
          .orElse(NOTHING);
    }
  }

  @Override
  public String plan() {
    return LoadSweep.NAME;
  }

  @Override
  public void level(PlanFacts.Level level, ReportParts parts, PrintStream out) {
    out.println(LevelLine.of(level.name(), parts.input().figures()));
  }

  @Override
  public PlanEnding report(
      PlanDirectories where, PlanFacts plan, List<LevelOutcome> outcomes, PrintStream out)
      throws IOException {
    List<Double> percentiles = percentiles(plan);
    List<Double> needed = new ArrayList<>(SweepTable.shown(percentiles));
    needed.add(P99);
    boolean repeated = plan.levels().stream().anyMatch(level -> level.setting("run").equals("2"));
    List<SweepTable.Row> rows = new ArrayList<>();
    Map<String, List<Map<String, Double>>> repeats = new LinkedHashMap<>();
    for (PlanFacts.Level level : plan.levels()) {
      Optional<LevelResult> result = LevelResult.in(where, level.name());
      if (result.isPresent()) {
        Map<String, Double> figures = result.get().figures(needed);
        String setting = label(level);
        repeats.computeIfAbsent(setting, key -> new ArrayList<>()).add(figures);
        String run = repeated ? " run " + level.setting("run") : "";
        rows.add(new SweepTable.Row((setting + run).strip(), figures));
      }
    }
    print(Swept.of(plan.levels().get(0)).title, rows, repeats, percentiles, out);
    return PlanEnding.of(0);
  }

  private static void print(
      String title,
      List<SweepTable.Row> rows,
      Map<String, List<Map<String, Double>>> repeats,
      List<Double> percentiles,
      PrintStream out) {
    if (rows.isEmpty()) {
      return;
    }
    out.println();
    out.print(SweepTable.of(title, rows, percentiles));
    repeats.forEach(
        (setting, runs) -> {
          if (runs.size() > 1) {
            out.println();
            out.print(RepeatsTable.of((setting + " Multi-Run Summary").strip(), runs));
            out.println();
            out.print(RepeatsTable.intervals(runs));
          }
        });
  }

  private static String label(PlanFacts.Level level) {
    Swept swept = Swept.of(level);
    return swept.label + level.setting(swept.option);
  }

  /** Those that the summary has besides its own, the same for all levels. */
  private static List<Double> percentiles(PlanFacts plan) {
    return Stream.of(plan.levels().get(0).setting("percentiles").split(","))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(Double::valueOf)
        .toList();
  }
}
