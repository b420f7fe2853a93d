package llmbench.report.evalscope;

import java.util.StringJoiner;
import llmbench.metrics.evalscope.EvalscopeFigures;

/**
 * evalscope's {@code benchmark_percentile.json}: a list with an object for each percentile. Where
 * evalscope writes the bare word NaN, which is no JSON, there is {@code null}.
 */
public final class EvalscopePercentileJson {

  private EvalscopePercentileJson() {}

  /** The file's text, without a line feed at its end. */
  public static String of(EvalscopeFigures figures) {
    Percentiles percentiles = Percentiles.of(figures);
    StringJoiner rows = new StringJoiner(",\n    ", "[\n    ", "\n]");
    for (int i = 0; i < percentiles.labels().size(); i++) {
      StringJoiner row = new StringJoiner(",\n        ", "{\n        ", "\n    }");
      row.add("\"" + Percentiles.HEADING + "\": \"" + percentiles.labels().get(i) + "\"");
      int place = i;
      percentiles
          .columns()
          .forEach(
              (column, values) ->
                  row.add("\"" + column.label() + "\": " + values.get(place).json()));
      rows.add(row.toString());
    }
    return rows.toString();
  }
}
