package llmbench.reporting;

import java.util.Optional;

/** Says of a report by other limits than the run's that its verdict is another than the run's. */
final class OtherLimits {

  private OtherLimits() {}

  /** The line; empty where the limits are the run's own, or it is no run of ours. */
  static Optional<String> of(ReportInput input) {
    String shown = input.options().limits().sloText();
    return input
        .ownSlos()
        .filter(own -> !own.equals(shown))
        .map(
            own ->
                "The verdict here, in the files too, is that by --slo "
                    + shown
                    + "; the run itself "
                    + (own.isEmpty() ? "had no SLO" : "was held to " + own)
                    + " (run.json): report it without --slo for its own.");
  }
}
