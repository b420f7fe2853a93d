package llmbench.reporting;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.options.recorded.ReportOptions;
import llmbench.plan.LevelOutcome;
import llmbench.report.evalscope.EvalscopeRun;
import llmbench.report.evalscope.LevelSheet;
import llmbench.report.evalscope.ReportedRun;
import llmbench.report.evalscope.SlaStatistics;
import llmbench.timeline.PlanFacts;

/**
 * A level of one of evalscope's plans, as its directory says.
 *
 * @param level as the plan has it
 * @param report by evalscope's definitions
 * @param options of the level's run
 */
public record EvalscopeLevel(PlanFacts.Level level, EvalscopeReport report, ReportOptions options) {

  /** Those of a plan that have a record of requests, in their order. */
  public static List<EvalscopeLevel> all(PlanDirectories where, PlanFacts plan) {
    return plan.levels().stream()
        .filter(level -> where.isRecorded(level.name()))
        .map(level -> read(where, level))
        .filter(level -> level.report.figures().total() > 0)
        .toList();
  }

  private static EvalscopeLevel read(PlanDirectories where, PlanFacts.Level level) {
    ReportInput input = where.read(level.name(), new RunTokenizer());
    return new EvalscopeLevel(level, EvalscopeReport.of(input), input.options());
  }

  /** What the report of all levels keeps of it. */
  public LevelSheet sheet() {
    return LevelSheet.of(report.figures(), report.run(), report.throughput());
  }

  /** The same of a search for a rate, of which evalscope says how many at once it could be. */
  public LevelSheet sheet(int concurrency) {
    return LevelSheet.of(
        report.figures(),
        new EvalscopeRun(concurrency, report.run().requestRate()),
        report.throughput());
  }

  /** What a search goes by. */
  public LevelOutcome outcome() {
    EvalscopeFigures figures = report.figures();
    return new LevelOutcome(
        level.name(),
        0,
        figures.total(),
        figures.succeeded(),
        true,
        SlaStatistics.of(figures),
        List.of());
  }

  /** What the report of all levels says above its tables, by what this one was asked for. */
  public ReportedRun reportedRun(Path runDirectory) {
    ReportOptions.Target target = options.target();
    return new ReportedRun(
        target.modelId().substring(target.modelId().lastIndexOf('/') + 1),
        target.alias(),
        options.load().dataset(),
        target.api(),
        endpoint(target),
        runDirectory.toString(),
        !target.hasTokens());
  }

  /** {@code sanitize_endpoint()} of {@code evalscope/utils/uri_utils.py}. */
  private static String endpoint(ReportOptions.Target target) {
    if (target.isSimulated()) {
      return ReportOptions.SIMULATED;
    }
    try {
      URI url = URI.create(target.server());
      String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
      return url.getPort() < 0 ? host : host + ":" + url.getPort();
    } catch (IllegalArgumentException severalServers) {
      return target.server();
    }
  }
}
