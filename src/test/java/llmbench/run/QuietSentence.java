package llmbench.run;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import llmbench.options.BenchOptions.Timeouts;
import llmbench.progress.Quiet;
import llmbench.target.Spoken;
import llmbench.timeline.Counted;

/**
 * What the user of a run is told of which nothing comes any more: who is waited for, since when,
 * and what ends that.
 *
 * @param server without secrets
 * @param tokens whether answers are made of them
 * @param timeouts of the run's requests
 */
record QuietSentence(String server, boolean tokens, Timeouts timeouts) {

  /** Of a run that is so quiet. */
  String of(Quiet quiet) {
    boolean first = quiet.withoutOutput() > 0;
    return String.format(
        Locale.ROOT,
        "No %s has come from %s for %.0f s; %s %s for %s. %s Ctrl-C ends the run, with its report.",
        tokens ? "token" : "answer",
        server,
        quiet.seconds(),
        Counted.of(quiet.inFlight(), "request"),
        quiet.inFlight() == 1 ? "waits" : "wait",
        !tokens ? "one" : first ? "the first" : "the next",
        first ? ends("first-token-timeout", timeouts.firstToken()) : endsIdle());
  }

  private String endsIdle() {
    return ends("idle-timeout", timeouts.idle());
  }

  private String ends(String option, Optional<Duration> limit) {
    if (limit.isPresent()) {
      return option + " ends each after " + Spoken.time(limit.get()) + ".";
    }
    return "-Dllm."
        + option
        + "=S would end each after S seconds; as it is, "
        + timeouts
            .total()
            .map(total -> "total-timeout does after " + Spoken.time(total))
            .orElse("nothing does")
        + ".";
  }
}
