package llmbench.verdict;

import java.util.Locale;
import java.util.Optional;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.Conditions;
import llmbench.timeline.Counted;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Unasked;

/**
 * Connections brought bytes that no request had asked for. No answer was made of them; what they
 * were may be missing in the answer before.
 */
public record UnaskedBytes(int connections, int firstStatus) implements Doubt {

  /** The doubt about a run, if it is due. */
  static Optional<Doubt> of(RecordedRun run) {
    RunFacts facts = run.facts();
    Conditions conditions = facts == null ? null : facts.conditions();
    Unasked unasked = conditions == null ? null : conditions.unasked();
    return unasked == null || unasked.connections() <= 0
        ? Optional.empty()
        : Optional.of(new UnaskedBytes(unasked.connections(), unasked.firstStatus()));
  }

  @Override
  public String message() {
    return String.format(
        Locale.ROOT,
        "%s brought bytes that no request had asked for, and %s closed; what came first was %s",
        Counted.of(connections, "connection"),
        Counted.were(connections),
        firstStatus > 0
            ? "an answer with status " + firstStatus
            : "the beginning of none, perhaps the rest of the answer before");
  }

  @Override
  public String advice() {
    return "The server, or a proxy before it, says a Content-Length that is too small, answers"
        + " twice, or takes its leave of connections that are idle (status 408).";
  }
}
