package llmbench.reporting.plan;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import llmbench.files.PlainFile;
import llmbench.plan.LevelOutcome;
import llmbench.reporting.JenkinsFile;
import llmbench.reporting.PlanDirectories;
import llmbench.reporting.PlanEnding;
import llmbench.reporting.PlanReport;
import llmbench.reporting.Unreported;
import llmbench.runlog.PlanFileReader;
import llmbench.runlog.RecordedRun;
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
          PlanDirectories where = PlanDirectories.of(runDirectory);
          List<LevelOutcome> outcomes = FinishedLevel.outcomes(where, plan);
          int status = together(where, plan, outcomes, out);
          PlanReport report = PlanReports.of(plan.plan());
          return Math.max(status, BrokenOff.said(where, plan, report, out));
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
        () ->
            together(
                PlanDirectories.own(runDirectory),
                PlanFileReader.read(runDirectory),
                outcomes,
                out),
        runDirectory,
        out);
  }

  /**
   * Writes the files of each level, and of all of them, of shards whose levels are joined one by
   * one.
   *
   * @param output where the files are written to
   * @param shards the directories of their runs
   */
  public static int ofShards(Path output, List<Path> shards, PrintStream out) {
    return unless(
        () -> {
          PlanFacts plan = PlanFileReader.read(shards.get(0));
          for (Path shard : shards) {
            if (!PlanFileReader.read(shard).equals(plan)) {
              throw new IllegalArgumentException(
                  shards.get(0) + " and " + shard + " have other levels: no shards of one run.");
            }
          }
          PlanDirectories where = new PlanDirectories(output, shards, false);
          int status = together(where, plan, FinishedLevel.written(where, plan), out);
          return Math.max(status, BrokenOff.said(where, plan, PlanReports.of(plan.plan()), out));
        },
        output,
        out);
  }

  private static int unless(Unreported.Work work, Path runDirectory, PrintStream out) {
    return Unreported.unless(
        work, runDirectory.toString(), "The levels can't be reported together: ", out);
  }

  private static int together(
      PlanDirectories where, PlanFacts plan, List<LevelOutcome> outcomes, PrintStream out)
      throws IOException {
    PlanReport report = PlanReports.of(plan.plan());
    forJenkins(where);
    PlanEnding ending = report.report(where, plan, outcomes, out);
    int status = Math.max(ending.status(), report.status(outcomes));
    if (report.isSweep()) {
      new SweepEnding(where, plan, report, ending, status).report(out);
    }
    return status;
  }

  private static void forJenkins(PlanDirectories where) throws IOException {
    List<RecordedRun> logs =
        where.runs().stream()
            .filter(run -> PlainFile.isThere(run.resolve(LOG)))
            .map(RecordedRun::read)
            .toList();
    if (!logs.isEmpty()) {
      JenkinsFile.of(logs).write(where.directory());
    }
  }
}
