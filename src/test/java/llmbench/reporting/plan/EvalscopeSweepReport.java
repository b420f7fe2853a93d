package llmbench.reporting.plan;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import llmbench.files.WholeFile;
import llmbench.plan.LevelOutcome;
import llmbench.plan.evalscope.EvalscopeSweep;
import llmbench.report.evalscope.PerformanceSummary;
import llmbench.reporting.EvalscopeLevel;
import llmbench.reporting.PlanReport;
import llmbench.timeline.PlanFacts;

/** The report that evalscope's sweep ends with. */
final class EvalscopeSweepReport implements PlanReport {

  @Override
  public String plan() {
    return EvalscopeSweep.NAME;
  }

  /** Prints the levels together, and writes {@link PerformanceSummary#FILE}. */
  @Override
  public int report(Path runDirectory, PlanFacts plan, List<LevelOutcome> outcomes, PrintStream out)
      throws IOException {
    List<EvalscopeLevel> levels = EvalscopeLevel.all(runDirectory, plan);
    if (levels.isEmpty()) {
      out.println("\nNo level of the sweep has a request that ended: there is nothing to report.");
      return 0;
    }
    Optional<String> text =
        PerformanceSummary.of(
            levels.get(0).reportedRun(runDirectory),
            levels.stream().map(EvalscopeLevel::sheet).toList());
    if (text.isPresent()) {
      print(text.get(), runDirectory, out);
    }
    return 0;
  }

  /** The report, on the console and as a file. */
  static void print(String text, Path runDirectory, PrintStream out) throws IOException {
    out.println();
    out.print(text);
    Path file =
        WholeFile.write(runDirectory, PerformanceSummary.FILE, content -> content.write(text));
    out.println("\nPerformance summary saved to: " + file);
  }
}
