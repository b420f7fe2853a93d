package llmbench.reporting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.plan.GoalOutcome;
import llmbench.plan.LevelOutcome;
import llmbench.report.evalscope.SlaStatistics;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.RunFacts;
import llmbench.verdict.SloCheck;
import llmbench.verdict.SloGoals;

/** What levels came to, of their reports. */
public final class LevelOutcomes {

  private LevelOutcomes() {}

  /** Of a level with this name. */
  public static LevelOutcome of(String level, ReportParts parts) {
    VllmFigures figures = parts.input().strictFigures();
    Map<String, Double> statistics = new LinkedHashMap<>();
    VllmFigures saved = parts.input().figures();
    if (saved.completed() > 0) {
      // By which the tool's own sweeps decide.
      statistics.put("request_throughput", saved.requestThroughput());
      statistics.put("mean_e2el_ms", saved.e2el().mean());
    }
    parts.evalscope().ifPresent(report -> statistics.putAll(SlaStatistics.of(report.figures())));
    return new LevelOutcome(
        level,
        FinishedRun.status(parts.outcome()),
        (long) figures.completed() + figures.failed(),
        figures.completed(),
        parts.input().runs().stream().allMatch(LevelOutcomes::isWhole),
        statistics,
        goals(parts));
  }

  /** How surely each limit is kept once the first waves are through. */
  public static List<GoalOutcome> goals(ReportParts parts) {
    if (parts.outcome().slos().isEmpty()) {
      return List.of();
    }
    ReportInput input = parts.input();
    SloCheck check =
        new SloCheck(
            BehindFirstWaves.of(input), parts.seen(), parts.conversations(), !input.isLogOnly());
    return new SloGoals(check).of(parts.outcome().slos());
  }

  private static boolean isWhole(RecordedRun run) {
    RunFacts facts = run.facts();
    return facts != null && facts.state() == RunFacts.State.FINISHED;
  }
}
