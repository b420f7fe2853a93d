package llmbench.reporting.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.metrics.levels.SweepFigures;
import llmbench.report.html.SweepPage;
import llmbench.report.prometheus.LevelsText;
import llmbench.reporting.MeasuredLevel;
import llmbench.reporting.PlanDirectories;
import llmbench.reporting.PlanReport;
import llmbench.timeline.PlanFacts;
import llmbench.verdict.Doubt;
import llmbench.verdict.LevelDoubt;

/**
 * The levels of a plan that were recorded: of each only little is kept.
 *
 * @param all in the order in which they were measured
 * @param missing names of those that have no record: never begun, or taken from an earlier run
 * @param metrics of all of them
 */
record MeasuredLevels(List<MeasuredLevel> all, List<String> missing, LevelsText metrics) {

  MeasuredLevels {
    all = List.copyOf(all);
    missing = List.copyOf(missing);
  }

  /** Those that their plan's report shows, read one after the other. */
  static MeasuredLevels read(PlanDirectories where, PlanFacts plan, PlanReport report) {
    List<MeasuredLevel> levels = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    LevelsText metrics = new LevelsText();
    for (PlanFacts.Level level : plan.levels()) {
      String name = level.name();
      if (report.isShown(level) && where.isRecorded(name)) {
        levels.add(MeasuredLevel.read(where, name, LevelSetting.of(name), metrics));
      } else if (report.isShown(level)) {
        missing.add(name);
      }
    }
    return new MeasuredLevels(levels, missing, metrics);
  }

  MeasuredLevel first() {
    return all.get(0);
  }

  SweepFigures figures() {
    return SweepFigures.of(all.stream().map(MeasuredLevel::run).toList());
  }

  /** Each kind once, with the settings whose runs raise it. */
  List<LevelDoubt> doubts() {
    Map<String, List<Doubt>> doubts = new LinkedHashMap<>();
    for (MeasuredLevel level : all) {
      String setting = level.run().setting();
      doubts
          .computeIfAbsent(
              setting.isEmpty() ? level.run().name() : setting, name -> new ArrayList<>())
          .addAll(level.outcome().doubts());
    }
    return LevelDoubt.gathered(doubts);
  }

  /** Limits on latencies that any of them was held to. */
  List<SweepPage.Limit> limits() {
    return all.stream()
        .flatMap(level -> level.outcome().slos().stream())
        .flatMap(slo -> SweepPage.Limit.of(slo).stream())
        .distinct()
        .toList();
  }

  List<String> footnotes() {
    return missing.isEmpty()
        ? List.of()
        : List.of(
            "Not measured in this run, and not on this page: " + String.join(", ", missing) + ".");
  }
}
