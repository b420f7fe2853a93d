package llmbench.reporting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import llmbench.options.recorded.ReportOptions;
import llmbench.options.slo.Slo;
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
    List<Slo> shown = input.options().limits().slos();
    List<Slo> own = ReportOptions.ofRun(facts.options(), Map.of()).limits().slos();
    return texts(shown).equals(texts(own))
        ? Optional.empty()
        : Optional.of(
            "The verdict here, in the files too, is that by --slo "
                + texts(shown)
                + "; the run itself "
                + (own.isEmpty() ? "had no SLO" : "was held to " + texts(own))
                + " (run.json): report it without --slo for its own.");
  }

  private static String texts(List<Slo> slos) {
    return slos.stream().map(Slo::text).collect(Collectors.joining(","));
  }
}
