package llmbench.reporting.plan;

import java.io.PrintStream;
import java.util.Optional;
import llmbench.reporting.ExitStatus;
import llmbench.reporting.PlanDirectories;
import llmbench.reporting.PlanReport;
import llmbench.runlog.LevelFailureReader;
import llmbench.timeline.LevelFailure;
import llmbench.timeline.PlanFacts;
import llmbench.timeline.Printable;

/** Why levels of a run have no record, which the run itself has said on its console. */
final class BrokenOff {

  private BrokenOff() {}

  /**
   * Says it of each level that could not be measured, and where nothing was measured at all.
   *
   * @return the exit status with which the run ended for it; 0 where it went on, or was stopped
   */
  static int said(PlanDirectories where, PlanFacts plan, PlanReport report, PrintStream out) {
    int status = 0;
    boolean measured = report.takesOver();
    for (PlanFacts.Level level : plan.levels()) {
      if (where.isRecorded(level.name())) {
        measured = true;
        continue;
      }
      Optional<LevelFailure> failure =
          where.runs().stream()
              .flatMap(run -> LevelFailureReader.read(run.resolve(level.name())).stream())
              .findFirst();
      if (failure.isPresent()) {
        out.println(
            Printable.line(level.name() + " could not be measured: " + failure.get().error()));
        status = Math.max(status, failure.get().status());
      }
    }
    if (!measured) {
      out.println("No level of this run was measured.");
    }
    return measured ? status : Math.max(status, ExitStatus.FAILED);
  }
}
