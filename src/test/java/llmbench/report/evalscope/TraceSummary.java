package llmbench.report.evalscope;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import llmbench.metrics.evalscope.TraceFigures;
import llmbench.options.syntax.PythonNumbers;
import llmbench.report.evalscope.TraceMetric.Statistic;

/**
 * evalscope's account of conversations: the table of its log, and {@code trace_summary.json}, whose
 * numbers aren't rounded. Source: {@code TraceLevelSummary} in {@code
 * evalscope/perf/utils/trace_metrics.py} of 1.14.1.
 */
public final class TraceSummary {

  private TraceSummary() {}

  /** The table, without a line feed at its end. */
  static String table(TraceFigures traces) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("Metric"));
    for (Statistic statistic : Statistic.values()) {
      head.add(statistic.label());
    }
    rows.add(head);
    for (TraceMetric metric : TraceMetric.ALL) {
      List<String> row = new ArrayList<>(List.of(metric.label()));
      for (Statistic statistic : Statistic.values()) {
        row.add(metric.shown(traces, statistic));
      }
      rows.add(row);
    }
    return Tabulate.simpleOutline(rows);
  }

  /** The file's text, without a line feed at its end. */
  public static String json(TraceFigures traces) {
    StringJoiner rows = new StringJoiner(",\n        ", "[\n        ", "\n    ]");
    for (TraceMetric metric : TraceMetric.ALL) {
      StringJoiner row = new StringJoiner(",\n            ", "{\n            ", "\n        }");
      row.add("\"metric\": \"" + metric.label() + "\"");
      for (Statistic statistic : Statistic.values()) {
        double value = metric.value(traces, statistic);
        row.add("\"" + statistic.label() + "\": " + PythonNumbers.repr(value));
      }
      rows.add(row.toString());
    }
    return "{\n    \"n_traces\": " + traces.traces() + ",\n    \"rows\": " + rows + "\n}";
  }
}
