package llmbench.reporting;

import java.util.List;
import llmbench.metrics.vllm.TargetFigures;

/** The figures by target of a run that was asked for several. */
final class RunTargets {

  private RunTargets() {}

  /** Of each target; empty where the run has one, or nothing tells. */
  static List<TargetFigures> of(ReportInput input) {
    // Only then is it worth to read all requests once more.
    boolean several = input.options().target().several() && !input.records().isEmpty();
    return several && !input.isLogOnly()
        ? TargetFigures.of(
            input.records(),
            input.dialect(),
            input.tokenCounter(),
            input.strictFigures().durationSeconds())
        : List.of();
  }
}
