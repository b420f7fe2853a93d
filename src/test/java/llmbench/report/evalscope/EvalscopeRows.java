package llmbench.report.evalscope;

import java.util.List;
import llmbench.metrics.evalscope.EvalscopeFigures;

/** The two tables of {@code evalscope perf}, row by row; the first row of each is its heading. */
public final class EvalscopeRows {

  private EvalscopeRows() {}

  /** The summary; a row whose last cell is empty is the heading of a section. */
  public static List<List<String>> summary(EvalscopeFigures figures, EvalscopeRun run) {
    return Summary.rows(figures, run);
  }

  /** The percentiles. */
  public static List<List<String>> percentiles(EvalscopeFigures figures) {
    return Percentiles.rows(figures);
  }
}
