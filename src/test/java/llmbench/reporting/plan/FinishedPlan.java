package llmbench.reporting.plan;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.files.PlainFile;
import llmbench.reporting.OutputFile;
import llmbench.reporting.PlanReport;
import llmbench.reporting.ReportFormats;
import llmbench.reporting.ReportInput;
import llmbench.reporting.ReportParts;
import llmbench.reporting.RunTokenizer;
import llmbench.reporting.Unreported;
import llmbench.reporting.compare.ConsistencyReport;
import llmbench.runlog.PlanFileReader;
import llmbench.timeline.PlanFacts;

/** The report of a run of several levels: Jenkins's file, and what its plan makes of them. */
public final class FinishedPlan {

  /** One for each plan of several levels. */
  static final List<PlanReport> REPORTS = List.of(new ConsistencyReport(), new SweepReport());

  private static final String LOG = "simulation.log";

  private FinishedPlan() {}

  /**
   * Writes the files into the run's directory and prints what the levels come to.
   *
   * @return the exit status
   */
  public static int report(Path runDirectory, PrintStream out) {
    return Unreported.unless(
        () -> together(runDirectory, out),
        runDirectory.toString(),
        "The levels can't be reported together: ",
        out);
  }

  private static int together(Path runDirectory, PrintStream out) throws IOException {
    PlanFacts plan = PlanFileReader.read(runDirectory);
    if (PlainFile.isThere(runDirectory.resolve(LOG))) {
      forJenkins(runDirectory);
    }
    return of(plan.plan()).report(runDirectory, plan, out);
  }

  private static void forJenkins(Path runDirectory) throws IOException {
    ReportInput log = ReportInput.read(List.of(runDirectory), Map.of(), new RunTokenizer());
    for (OutputFile file : new ReportFormats(ReportParts.of(log, true)).files("jenkins")) {
      file.write(runDirectory);
    }
  }

  private static PlanReport of(String plan) {
    return REPORTS.stream()
        .filter(report -> report.plan().equals(plan))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the plan " + plan + " is not known here; a newer LLM Bench may have made it"));
  }
}
