package llmbench.reporting;

import java.util.List;
import java.util.Optional;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.evalscope.WorkloadThroughput;
import llmbench.metrics.request.Collector;
import llmbench.metrics.request.TokenCounters;
import llmbench.options.recorded.ReportOptions;
import llmbench.report.evalscope.EvalscopeRun;
import llmbench.report.evalscope.EvalscopeText;

/**
 * evalscope's report of a run, whichever tool's requests it sent: one record gives both.
 *
 * @param figures by 1.1 where that was asked for, else by 1.14
 * @param throughput of windows; empty where nothing succeeded
 */
public record EvalscopeReport(
    EvalscopeFigures figures, EvalscopeRun run, Optional<WorkloadThroughput> throughput) {

  public static EvalscopeReport of(ReportInput input) {
    Collector<EvalscopeFigures> figures = collector(input);
    Collector<Optional<WorkloadThroughput>> throughput = throughput(input);
    Collector.walk(input.records(), List.of(figures, throughput));
    return of(input, figures.figures(), throughput.figures());
  }

  /** With the figures that were collected. */
  static EvalscopeReport of(
      ReportInput input, EvalscopeFigures figures, Optional<WorkloadThroughput> throughput) {
    return new EvalscopeReport(figures, EvalscopeRun.of(input.options().load()), throughput);
  }

  /** Collects the figures by the version that was asked for. */
  static Collector<EvalscopeFigures> collector(ReportInput input) {
    return collector(input, evalscope(input.options()));
  }

  private static EvalscopeDialect evalscope(ReportOptions options) {
    return Dialects.evalscope(options.compat(), options.target().backend());
  }

  /** Collects the figures by this version, whichever was asked for. */
  static Collector<EvalscopeFigures> collector(ReportInput input, EvalscopeDialect dialect) {
    return EvalscopeFigures.collector(
        input.records(),
        dialect,
        input.options().shown().handoff(),
        input.judge(dialect.ownRule()),
        TokenCounters.withDatasetPrompts(input.tokenCounter()));
  }

  /** Collects the throughput of windows by the same definitions. */
  static Collector<Optional<WorkloadThroughput>> throughput(ReportInput input) {
    EvalscopeDialect dialect = evalscope(input.options());
    return WorkloadThroughput.collector(
        dialect,
        input.judge(dialect.ownRule()),
        TokenCounters.withDatasetPrompts(input.tokenCounter()));
  }

  /** Its tables, with a footnote where one of its figures is known to be wrong. */
  String text() {
    return EvalscopeText.of(figures, run, throughput);
  }
}
