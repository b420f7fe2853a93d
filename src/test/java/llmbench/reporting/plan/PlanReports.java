package llmbench.reporting.plan;

import java.util.List;
import llmbench.reporting.PlanReport;
import llmbench.reporting.compare.ConsistencyReport;

/** How the levels of each plan are reported together. */
final class PlanReports {

  /** One for each plan of several levels. */
  static final List<PlanReport> ALL =
      List.of(
          new ConsistencyReport(),
          new EvalscopeSweepReport(),
          new EvalscopeSearchReport(),
          new SweepReport(),
          new LoadSweepReport(),
          new SloSearchReport());

  private PlanReports() {}

  /**
   * That of a plan.
   *
   * @throws IllegalArgumentException when there is none
   */
  static PlanReport of(String plan) {
    return ALL.stream()
        .filter(report -> report.plan().equals(plan))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the plan " + plan + " is not known here; a newer LLM Bench may have made it"));
  }
}
