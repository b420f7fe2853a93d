package llmbench.reporting.plan;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import llmbench.metrics.levels.SweptLevel;
import llmbench.plan.GoalOutcome;
import llmbench.plan.LevelOutcome;
import llmbench.plan.Verdict;
import llmbench.plan.load.AskedSloSearch;
import llmbench.plan.load.HighestLoad;
import llmbench.plan.load.MeasuredLoads;
import llmbench.plan.load.SloSearch;
import llmbench.reporting.ExitStatus;
import llmbench.reporting.LevelOutcomes;
import llmbench.reporting.PlanDirectories;
import llmbench.reporting.PlanEnding;
import llmbench.reporting.PlanReport;
import llmbench.reporting.ReportParts;
import llmbench.timeline.PlanFacts;

/** What a search for the most load that keeps the SLOs found. */
final class SloSearchReport implements PlanReport {

  @Override
  public String plan() {
    return SloSearch.NAME;
  }

  @Override
  public void level(PlanFacts.Level level, ReportParts parts, PrintStream out) {
    String goals =
        LevelOutcomes.goals(parts).stream()
            .map(goal -> goal.slo() + " " + said(goal.verdict()) + ", " + goal.counted())
            .collect(Collectors.joining("; "));
    out.println(LevelLine.of(level.name(), parts.input().figures()) + "; " + goals);
  }

  private static String said(Verdict verdict) {
    return switch (verdict) {
      case KEPT -> "kept";
      case BROKEN -> "BROKEN";
      case OPEN -> "not decided";
    };
  }

  @Override
  public PlanEnding report(
      PlanDirectories where, PlanFacts plan, List<LevelOutcome> outcomes, PrintStream out) {
    AskedSloSearch asked = AskedSloSearch.of(plan.levels().get(0).settings());
    String slos =
        outcomes.stream()
            .limit(1)
            .flatMap(outcome -> outcome.goals().stream())
            .map(GoalOutcome::slo)
            .collect(Collectors.joining(", "));
    PlanEnding ending = ending(asked, slos, outcomes).judging(goals(asked, outcomes));
    out.println();
    ending.answer().ifPresent(out::println);
    return ending;
  }

  /** Of each load; of a limit that can't be told nothing is said. */
  private static Map<String, List<SweptLevel.Goal>> goals(
      AskedSloSearch asked, List<LevelOutcome> outcomes) {
    Map<String, List<SweptLevel.Goal>> judged = new LinkedHashMap<>();
    asked
        .measured(outcomes)
        .goals()
        .forEach(
            (load, goals) ->
                judged.put(
                    load,
                    goals.stream()
                        .filter(goal -> goal.verdict() != Verdict.OPEN)
                        .map(SloSearchReport::goal)
                        .toList()));
    return judged;
  }

  private static SweptLevel.Goal goal(GoalOutcome goal) {
    return new SweptLevel.Goal(goal.slo(), goal.verdict() == Verdict.KEPT ? 1 : 0, 1);
  }

  private static PlanEnding ending(AskedSloSearch asked, String slos, List<LevelOutcome> outcomes) {
    try {
      HighestLoad answer = asked.answer(outcomes);
      return PlanEnding.of(answer.kept().isPresent() ? 0 : ExitStatus.FAILED)
          .answering(new SearchAnswer(asked, slos).of(answer));
    } catch (MeasuredLoads.NotMeasured open) {
      return PlanEnding.of(ExitStatus.FAILED)
          .answering(
              "The search for the most "
                  + asked.variable()
                  + " with "
                  + slos
                  + " was stopped before its end.");
    }
  }

  /** Loads that break limits are part of a search. */
  @Override
  public int status(List<LevelOutcome> outcomes) {
    return 0;
  }
}
