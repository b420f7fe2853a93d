package llmbench.reporting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.metrics.levels.SweptLevel;
import llmbench.report.html.SweepPage;

/**
 * What levels come to by their plan's own report.
 *
 * @param status the exit status that they deserve together, whatever each deserves alone
 * @param answer to what the plan searches for, in a sentence: the report has printed it, or more of
 *     it; empty where it searches for nothing, so that figures tell what which load is worth
 * @param goals what came of the limits at each level, by its setting, where the plan judges them
 *     otherwise than each run's own figures
 * @param advice what the tool whose plan it is says of the levels; empty where it says nothing
 */
public record PlanEnding(
    int status,
    Optional<String> answer,
    Map<String, List<SweptLevel.Goal>> goals,
    Optional<SweepPage.Advice> advice) {

  public PlanEnding {
    goals = Map.copyOf(goals);
  }

  /** One that says nothing besides. */
  public static PlanEnding of(int status) {
    return new PlanEnding(status, Optional.empty(), Map.of(), Optional.empty());
  }

  /** The same with an answer. */
  public PlanEnding answering(String sentence) {
    return new PlanEnding(status, Optional.of(sentence), goals, advice);
  }

  /** The same with what came of the limits. */
  public PlanEnding judging(Map<String, List<SweptLevel.Goal>> levels) {
    return new PlanEnding(status, answer, levels, advice);
  }

  /** The same with what the tool says. */
  public PlanEnding advising(SweepPage.Advice own) {
    return new PlanEnding(status, answer, goals, Optional.of(own));
  }
}
