package llmbench;

import llmbench.metrics.EvalscopeDialect;
import llmbench.metrics.EvalscopeFigures;
import llmbench.metrics.EvalscopeRequest;
import llmbench.metrics.TokenCounters;
import llmbench.options.Compat;
import llmbench.report.evalscope.EvalscopeRun;
import llmbench.report.evalscope.EvalscopeText;
import llmbench.timeline.Requests;

/**
 * evalscope's report of a run, whichever tool's requests it sent: one record gives both.
 *
 * @param figures by 1.1 where that was asked for, else by 1.14
 */
record EvalscopeReport(EvalscopeFigures figures, EvalscopeRun run) {

  static EvalscopeReport of(ReportInput input) {
    EvalscopeDialect dialect = dialect(input.settings().compat());
    Requests judged = input.judged(dialect.ownRule());
    TokenCounters counters = TokenCounters.withDatasetPrompts(input.tokenCounter());
    return new EvalscopeReport(
        EvalscopeFigures.of(EvalscopeRequest.of(judged, dialect, counters), dialect),
        EvalscopeRun.of(input.options()));
  }

  /** Whose definitions: 1.1's where they were asked for, else 1.14's. */
  static EvalscopeDialect dialect(Compat compat) {
    return compat == Compat.EVALSCOPE_1_1 ? EvalscopeDialect.V1_1 : EvalscopeDialect.V1_14;
  }

  /** Its tables, with a footnote where one of its figures is known to be wrong. */
  String text() {
    return EvalscopeText.of(figures, run);
  }
}
