package llmbench.reporting.plan;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.files.PlainFile;
import llmbench.plan.LevelOutcome;
import llmbench.reporting.OutputFile;
import llmbench.reporting.PlanEnding;
import llmbench.reporting.PlanReport;
import llmbench.reporting.ReportFormats;
import llmbench.reporting.ReportInput;
import llmbench.reporting.ReportParts;
import llmbench.reporting.RunTokenizer;
import llmbench.reporting.Unreported;
import llmbench.runlog.PlanFileReader;
import llmbench.timeline.PlanFacts;

/**
 * The report of a run of several levels: Jenkins's file, what its plan makes of them, and what they
 * come to side by side.
 */
public final class FinishedPlan {

  private static final String LOG = "simulation.log";

  private FinishedPlan() {}

  /**
   * Writes the files into the run's directory and prints what the levels come to, and why there are
   * not more of them.
   *
   * @return the exit status: that of what was measured, or that with which a level ended the run
   */
  public static int report(Path runDirectory, PrintStream out) {
    return unless(
        () -> {
          PlanFacts plan = PlanFileReader.read(runDirectory);
          List<LevelOutcome> outcomes = FinishedLevel.outcomes(runDirectory, plan);
          int status = together(runDirectory, plan, outcomes, out);
          PlanReport report = PlanReports.of(plan.plan());
          return Math.max(status, BrokenOff.said(runDirectory, plan, report, out));
        },
        runDirectory,
        out);
  }

  /**
   * The same right behind the run.
   *
   * @param outcomes what the levels came to
   */
  public static int report(Path runDirectory, List<LevelOutcome> outcomes, PrintStream out) {
    return unless(
        () -> together(runDirectory, PlanFileReader.read(runDirectory), outcomes, out),
        runDirectory,
        out);
  }

  private static int unless(Unreported.Work work, Path runDirectory, PrintStream out) {
    return Unreported.unless(
        work, runDirectory.toString(), "The levels can't be reported together: ", out);
  }

  private static int together(
      Path runDirectory, PlanFacts plan, List<LevelOutcome> outcomes, PrintStream out)
      throws IOException {
    PlanReport report = PlanReports.of(plan.plan());
    if (PlainFile.isThere(runDirectory.resolve(LOG))) {
      forJenkins(runDirectory);
    }
    PlanEnding ending = report.report(runDirectory, plan, outcomes, out);
    int status = Math.max(ending.status(), report.status(outcomes));
    if (report.isSweep()) {
      new SweepEnding(runDirectory, plan, report, ending, status).report(out);
    }
    return status;
  }

  private static void forJenkins(Path runDirectory) throws IOException {
    ReportInput log = ReportInput.read(List.of(runDirectory), Map.of(), new RunTokenizer());
    for (OutputFile file : new ReportFormats(ReportParts.of(log, true)).files("jenkins")) {
      file.write(runDirectory);
    }
  }
}
