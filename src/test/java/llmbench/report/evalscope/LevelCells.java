package llmbench.report.evalscope;

import java.util.ArrayList;
import java.util.List;
import llmbench.metrics.numbers.ShownNumber;

/** How tables of several levels say which level a row is of. */
final class LevelCells {

  static final String NONE = "-";

  private LevelCells() {}

  /** The two columns in front of all others. */
  static List<RichTable.Column> columns(RichTable.Column... more) {
    List<RichTable.Column> columns = new ArrayList<>();
    columns.add(RichTable.Column.right("Conc."));
    columns.add(RichTable.Column.right("Rate"));
    columns.addAll(List.of(more));
    return columns;
  }

  /**
   * What stands in them.
   *
   * @param noLimit where there is none
   */
  static List<String> of(LevelSheet level, String noLimit) {
    return List.of(
        limit(level, Row114.CONCURRENCY, noLimit), limit(level, Row114.REQUEST_RATE, noLimit));
  }

  private static String limit(LevelSheet level, Row114 row, String noLimit) {
    return level.value(row) == EvalscopeRun.NO_LIMIT ? noLimit : shown(level, row);
  }

  /** A figure of the summary. */
  static String shown(LevelSheet level, Row114 row) {
    return ShownNumber.of(level.value(row), row.shownDecimals());
  }

  /** How many succeeded. */
  static String success(LevelSheet level) {
    return ShownNumber.of(level.successPercent(), 1) + "%";
  }

  /** A section of rows, of which only the first says which level it is of. */
  static void addSection(RichTable table, LevelSheet level, List<List<String>> rows) {
    table.section();
    List<String> first = of(level, NONE);
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>(first);
      cells.addAll(row);
      table.add(cells);
      first = List.of("", "");
    }
  }
}
