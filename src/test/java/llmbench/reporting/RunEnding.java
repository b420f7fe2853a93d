package llmbench.reporting;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.Counted;
import llmbench.timeline.Printable;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/** How a run ended, where that was not by its last prompt: one line. */
final class RunEnding {

  private RunEnding() {}

  /** The lines of several runs that are one together; empty where each sent all its prompts. */
  static Optional<String> of(List<RecordedRun> runs) {
    List<String> lines = runs.stream().flatMap(run -> of(run).stream()).distinct().toList();
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", lines));
  }

  /** Of those alone that have no end or one that nobody asked for; empty where there is none. */
  static Optional<String> early(List<RecordedRun> runs) {
    return of(runs.stream().filter(run -> isEarly(run.facts())).toList());
  }

  private static boolean isEarly(@Nullable RunFacts facts) {
    if (facts == null) {
      return false;
    }
    RunFacts.Stop stop = facts.stop();
    return facts.state() == RunFacts.State.RUNNING
        || (stop != null
            && (stop.by() == RunFacts.StopCause.SIGNAL || stop.by() == RunFacts.StopCause.DATASET));
  }

  /** The line; empty for a run that sent all its prompts, or that says nothing of its end. */
  static Optional<String> of(RecordedRun run) {
    RunFacts facts = run.facts();
    if (facts == null || (facts.state() == RunFacts.State.FINISHED && facts.stop() == null)) {
      return Optional.empty();
    }
    RunFacts.Stop stop = facts.stop();
    String how =
        switch (facts.state()) {
          case STOPPED -> "STOPPED";
          case RUNNING -> "NOT ENDED: the run was killed, or still goes on";
          case FINISHED -> facts.isFailure() ? "FAILED" : "ENDED";
        };
    String why = "";
    if (stop != null) {
      why = (stop.by() == RunFacts.StopCause.SIGNAL ? " " : ": ") + stop.why();
    }
    return Optional.of(Printable.line(how + why + "; " + counts(run, facts)));
  }

  private static String counts(RecordedRun run, RunFacts facts) {
    boolean logOnly = run.lines() == null;
    long all = logOnly ? run.prompts().size() : run.requests().size();
    long interrupted =
        logOnly
            ? run.prompts().stream().filter(LogRecord.Response::isInterrupted).count()
            : all - run.requests().finished().size();
    long finished = all - interrupted;
    Long prompts = facts.dataset().get("prompts");
    String counts =
        prompts == null
            ? Counted.of(finished, "request") + " finished"
            : String.format(
                Locale.ROOT, "%,d of %s finished", finished, Counted.of(prompts, "request"));
    return interrupted == 0
        ? counts
        : String.format(
            Locale.ROOT,
            "%s, %,d %s in flight (interrupted; in no figure)",
            counts,
            interrupted,
            Counted.were(interrupted));
  }
}
