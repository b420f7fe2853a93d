package llmbench.reporting;

import java.util.List;
import java.util.Set;
import llmbench.metrics.vllm.TargetFigures;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/** The figures by target of a run that was asked for several. */
final class RunTargets {

  /** Options, by their names in run.json, that make a run's requests differ in their target. */
  private static final Set<String> OPTIONS = Set.of("base-urls", "models", "lora-modules");

  private RunTargets() {}

  /** Of each target; empty where the run has one, or nothing tells. */
  static List<TargetFigures> of(ReportInput input) {
    // Only then is it worth to read all requests once more.
    boolean several = input.runs().stream().map(RecordedRun::facts).anyMatch(RunTargets::isAsked);
    return several && !input.isLogOnly()
        ? TargetFigures.of(
            input.records(),
            input.dialect(),
            input.tokenCounter(),
            input.strictFigures().durationSeconds())
        : List.of();
  }

  private static boolean isAsked(@Nullable RunFacts facts) {
    return facts != null && facts.options().keySet().stream().anyMatch(OPTIONS::contains);
  }
}
