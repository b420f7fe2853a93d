package llmbench.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import llmbench.timeline.RunFacts.Stop;
import llmbench.timeline.RunFacts.StopCause;

/**
 * What a run comes to: whether it is what was asked for, and why not. The exit status, the console,
 * junit.xml and the page all say this one.
 *
 * @param anySuccess whether any request succeeded
 * @param failedBy what stopped the run, where that makes it a failure
 * @param slos what came of each limit that was asked for
 * @param doubts what speaks against the run
 * @param failOnDoubts whether a doubt makes the run fail
 */
public record Outcome(
    boolean anySuccess,
    Optional<Stop> failedBy,
    List<SloResult> slos,
    List<Doubt> doubts,
    boolean failOnDoubts) {

  public Outcome {
    slos = List.copyOf(slos);
    doubts = List.copyOf(doubts);
  }

  /** Whether the exit status isn't 0. */
  public boolean isFailure() {
    return !reasons().isEmpty();
  }

  /** The rule about errors that is broken, with its figures; empty where none is. */
  public Optional<String> tooManyErrors() {
    return failedBy.filter(stop -> stop.by() != StopCause.DATASET).map(Stop::why);
  }

  /** Why the run fails, a sentence each without its full stop; empty where it doesn't. */
  public List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    if (!anySuccess) {
      reasons.add("Nothing succeeded");
    } else if (tooManyErrors().isPresent()) {
      reasons.add("Too many requests failed");
    }
    if (failedBy.isPresent() && failedBy.get().by() == StopCause.DATASET) {
      reasons.add("The dataset could not make all prompts");
    }
    long broken = broken();
    if (broken > 0) {
      reasons.add(
          slos.size() == 1
              ? "The SLO is broken"
              : broken + " of " + slos.size() + " SLOs" + be(broken) + "broken");
    }
    if (failOnDoubts && !doubts.isEmpty()) {
      reasons.add("There is a doubt, and fail-on-doubts is set");
    }
    return List.copyOf(reasons);
  }

  /** The whole of it in one sentence. */
  public String line() {
    if (isFailure()) {
      List<String> reasons = reasons();
      StringBuilder line = new StringBuilder(reasons.get(0));
      for (String more : reasons.subList(1, reasons.size())) {
        line.append("; ").append(Character.toLowerCase(more.charAt(0))).append(more.substring(1));
      }
      return line.toString();
    }
    String kept =
        slos.isEmpty()
            ? "No SLO was asked for"
            : slos.size() == 1 ? "The SLO is kept" : "All " + slos.size() + " SLOs are kept";
    if (doubts.stream().anyMatch(Outcome::isOfAnEarlyEnd)) {
      kept = "Ended early; " + Character.toLowerCase(kept.charAt(0)) + kept.substring(1);
    }
    if (doubts.stream().anyMatch(ShardDoubt.ShardsMissing.class::isInstance)) {
      kept = "Of a part alone; " + Character.toLowerCase(kept.charAt(0)) + kept.substring(1);
    }
    return doubts.isEmpty()
        ? kept + "; no doubt"
        : kept + "; " + doubts.size() + (doubts.size() == 1 ? " doubt" : " doubts");
  }

  private static boolean isOfAnEarlyEnd(Doubt doubt) {
    return (doubt instanceof Doubt.InRun in ? in.doubt() : doubt) instanceof FileDoubt.NotFinished;
  }

  private long broken() {
    return slos.stream().filter(slo -> !slo.kept()).count();
  }

  private static String be(long count) {
    return count == 1 ? " is " : " are ";
  }
}
