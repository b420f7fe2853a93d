package llmbench.reporting.plan;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import llmbench.files.WholeFile;
import llmbench.plan.LevelOutcome;
import llmbench.plan.evalscope.AskedSearch;
import llmbench.plan.evalscope.EvalscopeSearch;
import llmbench.plan.evalscope.MeasuredProbes;
import llmbench.plan.evalscope.Probe;
import llmbench.plan.evalscope.SearchResult;
import llmbench.plan.evalscope.SlaSearch;
import llmbench.report.evalscope.LevelSheet;
import llmbench.report.evalscope.PerformanceSummary;
import llmbench.report.evalscope.SlaSummaryJson;
import llmbench.report.evalscope.SlaTables;
import llmbench.reporting.EvalscopeLevel;
import llmbench.reporting.ExitStatus;
import llmbench.reporting.PlanDirectories;
import llmbench.reporting.PlanEnding;
import llmbench.reporting.PlanReport;
import llmbench.timeline.PlanFacts;

/**
 * The report that evalscope's search for an SLA ends with: searches anew through what was measured.
 */
final class EvalscopeSearchReport implements PlanReport {

  @Override
  public String plan() {
    return EvalscopeSearch.NAME;
  }

  /** A load whose requests fail is a finding, and no failure of the search. */
  @Override
  public int status(List<LevelOutcome> outcomes) {
    return 0;
  }

  /**
   * Prints how it was searched, the loads together and what was found, and writes {@link
   * PerformanceSummary#FILE} and {@link SlaSummaryJson#FILE}. A search that has found nothing has
   * failed.
   */
  @Override
  public PlanEnding report(
      PlanDirectories where, PlanFacts plan, List<LevelOutcome> outcomes, PrintStream out)
      throws IOException {
    List<EvalscopeLevel> levels = EvalscopeLevel.all(where, plan);
    if (levels.isEmpty()) {
      out.println("\nNo run of the search has a request that ended: there is nothing to report.");
      return PlanEnding.of(ExitStatus.FAILED);
    }
    AskedSearch asked = AskedSearch.of(levels.get(0).level().settings());
    out.println();
    SearchResult result =
        new SlaSearch(asked, new MeasuredProbes(asked, outcomes), out::println).asFarAsMeasured();
    Map<String, LevelSheet> probes = sheets(asked, result, levels);
    if (probes.isEmpty()) {
      out.println("Not all runs of the first load are there: nothing was found.");
      return PlanEnding.of(ExitStatus.FAILED);
    }
    Path summary =
        WholeFile.write(
            where.directory(),
            SlaSummaryJson.FILE,
            content -> content.write(SlaSummaryJson.of(probes)));
    out.println("SLA summary saved to: " + summary);
    Optional<String> text =
        PerformanceSummary.of(
            levels.get(0).reportedRun(where.directory()), List.copyOf(probes.values()));
    if (text.isPresent()) {
      EvalscopeSweepReport.print(text.get(), where.directory(), out);
    }
    out.println("\nSLA Auto-tune Summary:\n" + SlaTables.of(result));
    if (!result.isWhole()) {
      out.println("\nThe search was broken off before its end: what is missing may be better.");
    }
    return PlanEnding.of(result.hasFoundAll() ? 0 : ExitStatus.FAILED)
        .answering(answer(asked, result));
  }

  /** What the tables of the tool say, in a sentence. */
  private static String answer(AskedSearch asked, SearchResult result) {
    if (!result.isWhole()) {
      return "The search was broken off before its end.";
    }
    return result.selections().stream()
        .map(
            found ->
                found.criteria()
                    + (found.selected().isPresent()
                        ? " with " + asked.variable() + " " + found.selected().getAsInt()
                        : " with no " + asked.variable()))
        .collect(Collectors.joining("; ", "", "."));
  }

  /** The means of each load's runs, by the names that the tool's file has. */
  private static Map<String, LevelSheet> sheets(
      AskedSearch asked, SearchResult result, List<EvalscopeLevel> levels) {
    Map<String, LevelSheet> sheets = new LinkedHashMap<>();
    for (Probe probe : result.probes()) {
      List<LevelSheet> runs =
          levels.stream()
              .filter(level -> AskedSearch.load(level.level().name()) == probe.value())
              .map(level -> asked.isOfRates() ? level.sheet(asked.fixedParallel()) : level.sheet())
              .toList();
      sheets.put(asked.variable() + "_" + probe.value(), LevelSheet.mean(runs));
    }
    return sheets;
  }
}
