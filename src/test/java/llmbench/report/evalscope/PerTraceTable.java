package llmbench.report.evalscope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import llmbench.metrics.evalscope.TraceFigures;
import llmbench.report.evalscope.TraceMetric.Statistic;

/** evalscope's table of what conversations took, a section a level. */
final class PerTraceTable {

  private static final List<Statistic> SHOWN =
      List.of(Statistic.MEAN, Statistic.P50, Statistic.P90, Statistic.P99, Statistic.MAX);

  private PerTraceTable() {}

  /** Of the levels that have conversations; empty where none does. */
  static Optional<RichTable> of(List<LevelSheet> levels) {
    List<RichTable.Column> columns = LevelCells.columns(RichTable.Column.left("Metric"));
    SHOWN.forEach(statistic -> columns.add(RichTable.Column.right(statistic.label())));
    RichTable table = new RichTable("Per-Trace Metrics", columns);
    levels.forEach(
        level ->
            level.traces().ifPresent(traces -> LevelCells.addSection(table, level, rows(traces))));
    return levels.stream().anyMatch(level -> level.traces().isPresent())
        ? Optional.of(table)
        : Optional.empty();
  }

  private static List<List<String>> rows(TraceFigures traces) {
    List<List<String>> rows = new ArrayList<>();
    for (TraceMetric metric : TraceMetric.ALL) {
      List<String> row = new ArrayList<>(List.of(metric.label()));
      SHOWN.forEach(statistic -> row.add(metric.shown(traces, statistic)));
      rows.add(row);
    }
    return rows;
  }
}
