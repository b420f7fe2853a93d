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
import llmbench.report.evalscope.SweepAdvice;
import llmbench.report.html.PageHead;
import llmbench.report.html.SweepPage;
import llmbench.reporting.EvalscopeLevel;
import llmbench.reporting.PlanDirectories;
import llmbench.reporting.PlanEnding;
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
  public PlanEnding report(
      PlanDirectories where, PlanFacts plan, List<LevelOutcome> outcomes, PrintStream out)
      throws IOException {
    List<EvalscopeLevel> levels = EvalscopeLevel.all(where, plan);
    if (levels.isEmpty()) {
      out.println("\nNo level of the sweep has a request that ended: there is nothing to report.");
      return PlanEnding.of(0);
    }
    Optional<String> text =
        PerformanceSummary.of(
            levels.get(0).reportedRun(where.directory()),
            levels.stream().map(EvalscopeLevel::sheet).toList());
    if (text.isPresent()) {
      print(text.get(), where.directory(), out);
    }
    return PlanEnding.of(0).advising(advice(levels));
  }

  /** As the parts of the tool's own page are called. */
  private static SweepPage.Advice advice(List<EvalscopeLevel> levels) {
    SweepAdvice advice =
        SweepAdvice.of(
            levels.stream()
                .map(level -> new SweepAdvice.Level(number(level), level.sheet()))
                .toList());
    return new SweepPage.Advice(
        "Best Performance Configuration and Recommendations (evalscope)",
        advice.best().entrySet().stream()
            .map(best -> new PageHead.Fact(best.getKey(), best.getValue()))
            .toList(),
        advice.recommendations());
  }

  private static int number(EvalscopeLevel level) {
    return level.options().load().prompts().orElse(level.report().figures().total());
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
