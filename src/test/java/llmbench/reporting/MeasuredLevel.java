package llmbench.reporting;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import llmbench.metrics.levels.LevelRun;
import llmbench.metrics.levels.LevelStatistic;
import llmbench.options.ToolVersion;
import llmbench.report.html.PageHead;
import llmbench.report.junit.TestedRun;
import llmbench.report.prometheus.LevelsText;
import llmbench.runlog.RunHead;
import llmbench.verdict.Outcome;

/**
 * What is kept of a level when several are reported together, so that a hundred large ones fit.
 *
 * @param run its figures, by its tool's definitions
 * @param head what ran against what
 * @param page the same, for a page
 * @param outcome what it comes to alone
 * @param tested what junit.xml says of it besides
 */
public record MeasuredLevel(
    LevelRun run, RunHead head, PageHead page, Outcome outcome, TestedRun tested) {

  /**
   * Reads a level that was recorded.
   *
   * @param setting what it measures; those that repeat each other have the same
   * @param metrics is given its figures for metrics.prom
   */
  public static MeasuredLevel read(
      PlanDirectories where, String name, String setting, LevelsText metrics) {
    RunTokenizer counter = new RunTokenizer();
    ReportInput input = where.read(name, counter);
    ReportParts parts = ReportParts.of(input, counter.available());
    FormatSource source = new FormatSource(parts, 0, Optional.empty());
    metrics.add(PrometheusFormat.text(source));
    return new MeasuredLevel(
        run(name, setting, parts),
        source.head(),
        PageHeads.of(input),
        parts.outcome(),
        JunitFormat.tested(source));
  }

  private static LevelRun run(String name, String setting, ReportParts parts) {
    ReportInput input = parts.input();
    Map<String, Boolean> slos = new LinkedHashMap<>();
    parts.outcome().slos().forEach(slo -> slos.put(slo.slo().text(), slo.kept()));
    return new LevelRun(
        name,
        setting,
        input.options().load().parallel(),
        input.options().load().rate().orElse(Double.POSITIVE_INFINITY),
        input.strictFigures().completed(),
        input.strictFigures().failed(),
        statistics(parts),
        slos);
  }

  private static Map<LevelStatistic, Double> statistics(ReportParts parts) {
    boolean evalscope = parts.input().options().compat().tool() == ToolVersion.Tool.EVALSCOPE;
    return evalscope && parts.evalscope().isPresent()
        ? LevelStatistic.of(parts.evalscope().get().figures())
        : LevelStatistic.of(parts.input().figures());
  }
}
