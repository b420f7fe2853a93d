package llmbench.report.evalscope;

import java.util.Optional;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.evalscope.EvalscopeFigures.Rates;
import llmbench.metrics.evalscope.TraceFigures;
import llmbench.metrics.evalscope.WorkloadThroughput;

/**
 * The two tables that {@code evalscope perf} ends with, every character. Source: {@code
 * summary_result()} in {@code evalscope/perf/utils/db_util.py} of evalscope 1.1.1 and 1.14.1.
 */
public final class EvalscopeText {

  private EvalscopeText() {}

  /**
   * Its tables under evalscope's headings: the two that every run has, those of conversations where
   * there are any, then the footnote if there is one.
   *
   * @param throughput of windows
   */
  public static String of(
      EvalscopeFigures figures, EvalscopeRun run, Optional<WorkloadThroughput> throughput) {
    return of(figures, run)
        + figures.turns().map(turns -> "\n" + traces(turns.traces()) + "\n").orElse("")
        + figures
            .turns()
            .flatMap(turns -> throughput)
            .map(windows -> "\n" + throughput(windows) + "\n")
            .orElse("");
  }

  /** Conversations, under the tool's heading; without a line feed at the end. */
  static String traces(TraceFigures traces) {
    return "Per-trace summary (" + traces.traces() + " traces):\n" + TraceSummary.table(traces);
  }

  /** Tokens a second, under the tool's heading; without a line feed at the end. */
  static String throughput(WorkloadThroughput throughput) {
    return "Workload throughput ("
        + throughput.samples()
        + " samples):\n"
        + ThroughputTable.logged(throughput);
  }

  /** The two tables that every run has, then the footnote if there is one. */
  public static String of(EvalscopeFigures figures, EvalscopeRun run) {
    return "Benchmarking summary:\n"
        + summary(figures, run)
        + "\n\nPercentile results:\n"
        + percentiles(figures)
        + "\n"
        + footnote(figures).map(note -> "\n" + note + "\n").orElse("");
  }

  /** The summary table, without a line feed at its end. */
  public static String summary(EvalscopeFigures figures, EvalscopeRun run) {
    return Summary.table(figures, run);
  }

  /** The percentile table, without a line feed at its end. */
  public static String percentiles(EvalscopeFigures figures) {
    return Percentiles.table(figures);
  }

  /**
   * What throughput truly was, where evalscope 1.1 divided by another time than it prints; empty
   * where it is the same.
   */
  public static Optional<String> footnote(EvalscopeFigures figures) {
    Rates rates = figures.rates();
    Rates truth = figures.trueRates();
    if (rates.equals(truth)) {
      return Optional.empty();
    }
    return Optional.of(
        """
        Note: evalscope 1.1 divides its three throughputs by %s s, its time before the last \
        request is counted in.
        Over all %s s they are: output %s tok/s, total %s tok/s, requests %s req/s."""
            .formatted(
                exact(rates.overSeconds()),
                exact(figures.durationSeconds()),
                exact(truth.outputTokens()),
                exact(truth.totalTokens()),
                exact(truth.requests())));
  }

  private static String exact(double value) {
    return RoundedNumber.rounded(value, 4).python();
  }
}
