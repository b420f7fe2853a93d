package llmbench.reporting;

import java.util.Map;
import java.util.Optional;
import llmbench.options.recorded.ReportOptions;
import llmbench.timeline.RunFacts;

/** Says of a report by other limits than the run's that its verdict is another than the run's. */
final class OtherLimits {

  private OtherLimits() {}

  /** The line; empty where the limits are the run's own, or it is no run of ours. */
  static Optional<String> of(ReportInput input) {
    RunFacts facts = input.runs().isEmpty() ? null : input.runs().get(0).facts();
    if (facts == null) {
      return Optional.empty();
    }
    String shown = input.options().limits().sloText();
    String own = ReportOptions.ofRun(facts.options(), Map.of()).limits().sloText();
    return shown.equals(own)
        ? Optional.empty()
        : Optional.of(
            "The verdict here, in the files too, is that by --slo "
                + shown
                + "; the run itself "
                + (own.isEmpty() ? "had no SLO" : "was held to " + own)
                + " (run.json): report it without --slo for its own.");
  }
}
