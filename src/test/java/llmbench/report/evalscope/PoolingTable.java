package llmbench.report.evalscope;

import java.util.ArrayList;
import java.util.List;
import llmbench.metrics.numbers.ShownNumber;
import llmbench.report.evalscope.RichTable.Column;

/** evalscope's table of all levels of embeddings and rankings, a row each. */
final class PoolingTable {

  private static final String NO_LIMIT = "INF";

  private PoolingTable() {}

  static RichTable of(List<LevelSheet> levels) {
    RichTable table =
        new RichTable(
            "Detailed Performance Metrics",
            LevelCells.columns(
                Column.right("RPS"),
                Column.right("Avg\nLat.(s)"),
                Column.right("P99\nLat.(s)"),
                Column.right("Avg\nInp.TPS"),
                Column.right("P99\nInp.TPS"),
                Column.right("Avg\nInp.Tok"),
                Column.right("Success\nRate")));
    for (LevelSheet level : levels) {
      List<String> row = new ArrayList<>(LevelCells.of(level, NO_LIMIT));
      row.add(LevelCells.shown(level, Row114.REQUESTS));
      row.add(LevelCells.shown(level, Row114.LATENCY));
      row.add(ShownNumber.of(level.percentile("99%", TableColumn.LATENCY), 3));
      row.add(LevelCells.shown(level, Row114.INPUT_RATE));
      row.add(ShownNumber.of(level.percentile("99%", TableColumn.INPUT_RATE), 2));
      row.add(LevelCells.shown(level, Row114.INPUT));
      row.add(LevelCells.success(level));
      table.add(row);
    }
    return table;
  }
}
