package llmbench.report.evalscope;

import llmbench.options.Pace;
import llmbench.options.recorded.ReportOptions;

/**
 * What evalscope's report says of a run besides its figures.
 *
 * @param concurrency requests at once; -1 when there is no limit
 * @param requestRate requests that are sent per second; -1 when all are sent at once
 */
public record EvalscopeRun(int concurrency, double requestRate) {

  /** How evalscope writes that any number may be in flight. */
  static final int NO_LIMIT = -1;

  public EvalscopeRun {
    if (!Double.isFinite(requestRate)) {
      throw new IllegalArgumentException(
          "a request rate is a number, and -1 for no limit, not " + requestRate);
    }
  }

  /** By what a run was asked for. */
  public static EvalscopeRun of(ReportOptions.Load load) {
    return new EvalscopeRun(load.parallel().orElse(NO_LIMIT), load.rate().orElse(Pace.NO_RATE));
  }
}
