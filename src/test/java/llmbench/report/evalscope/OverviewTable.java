package llmbench.report.evalscope;

import java.util.ArrayList;
import java.util.List;

/** evalscope's table of all levels, a row each. */
final class OverviewTable {

  private OverviewTable() {}

  static RichTable of(List<LevelSheet> levels) {
    boolean traced = levels.stream().anyMatch(level -> level.traces().isPresent());
    List<RichTable.Column> columns =
        LevelCells.columns(
            RichTable.Column.right("Num"),
            RichTable.Column.right("RPS"),
            RichTable.Column.right("Gen/s"),
            RichTable.Column.right("Success"));
    if (traced) {
      columns.add(RichTable.Column.right("Traces"));
    }
    RichTable table = new RichTable("Performance Overview", columns);
    for (LevelSheet level : levels) {
      List<String> row = new ArrayList<>(LevelCells.of(level, LevelCells.NONE));
      row.add(LevelCells.shown(level, Row114.TOTAL));
      row.add(LevelCells.shown(level, Row114.REQUESTS));
      row.add(LevelCells.shown(level, Row114.OUTPUT_RATE));
      row.add(LevelCells.success(level));
      if (traced) {
        row.add(
            level
                .traces()
                .map(traces -> Integer.toString(traces.traces()))
                .orElse(LevelCells.NONE));
      }
      table.add(row);
    }
    return table;
  }
}
