package llmbench.report.evalscope;

import java.util.StringJoiner;
import llmbench.metrics.evalscope.EvalscopeFigures;

/**
 * evalscope's {@code benchmark_summary.json}: one object, indented by four as {@code json.dump}
 * does it.
 */
public final class EvalscopeSummaryJson {

  private EvalscopeSummaryJson() {}

  /** The file's text, without a line feed at its end. */
  public static String of(EvalscopeFigures figures, EvalscopeRun run) {
    StringJoiner json = new StringJoiner(",\n    ", "{\n    ", "\n}");
    Summary.of(figures, run)
        .forEach((label, figure) -> json.add("\"" + label + "\": " + figure.json()));
    return json.toString();
  }
}
