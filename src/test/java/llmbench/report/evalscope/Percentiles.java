package llmbench.report.evalscope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.evalscope.EvalscopeFigures;

/**
 * The percentiles of a run, which the table and the JSON share.
 *
 * @param labels such as {@code 10%}
 * @param columns for each metric, in the version's order, as many figures as there are labels
 */
record Percentiles(List<String> labels, Map<TableColumn, List<RoundedNumber>> columns) {

  static final String HEADING = "Percentiles";

  static Percentiles of(EvalscopeFigures figures) {
    Map<TableColumn, List<RoundedNumber>> columns = new LinkedHashMap<>();
    for (TableColumn column : TableColumn.of(figures)) {
      columns.put(column, column.percentiles(figures));
    }
    List<String> labels = figures.dialect().percents().stream().map(Percentiles::label).toList();
    return new Percentiles(labels, columns);
  }

  private static String label(int percent) {
    return switch (percent) {
      case 0 -> "min";
      case 100 -> "max";
      default -> percent + "%";
    };
  }

  /** The table's cells: 1.1 has a row for each percentile, 1.14 one for each metric. */
  static List<List<String>> rows(EvalscopeFigures figures) {
    Percentiles percentiles = of(figures);
    return figures.dialect().atLeast(EvalscopeDialect.V1_14)
        ? percentiles.rows114()
        : percentiles.rows11();
  }

  /** The table. */
  static String table(EvalscopeFigures figures) {
    return figures.dialect().atLeast(EvalscopeDialect.V1_14)
        ? Tabulate.simpleOutline(rows(figures))
        : Tabulate.pretty(rows(figures));
  }

  private List<List<String>> rows11() {
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of(HEADING));
    columns.keySet().forEach(column -> header.add(column.label()));
    rows.add(header);
    for (int i = 0; i < labels.size(); i++) {
      List<String> row = new ArrayList<>(List.of(labels.get(i)));
      for (List<RoundedNumber> figures : columns.values()) {
        row.add(figures.get(i).python());
      }
      rows.add(row);
    }
    return rows;
  }

  private List<List<String>> rows114() {
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("Metric"));
    header.addAll(labels);
    rows.add(header);
    columns.forEach(
        (column, figures) -> {
          List<String> row = new ArrayList<>(List.of(column.label()));
          figures.forEach(figure -> row.add(figure.shown(column.shownDecimals(), 1)));
          rows.add(row);
        });
    return rows;
  }
}
