package llmbench.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import llmbench.dataset.rows.Row;
import llmbench.dataset.rows.RowReader;
import llmbench.dataset.rows.RowsException;
import llmbench.options.dataset.DatasetPlace;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a dataset's tables say: the first row of each table, then the second of each,
 * and so on, until all have ended. Mostly there is one table.
 */
final class RowContents implements ItemSource<Content> {

  private final Function<Row, @Nullable Content> said;
  private final List<RowReader> tables;
  private int turn;

  private RowContents(List<RowReader> tables, Function<Row, @Nullable Content> said) {
    this.tables = tables;
    this.said = said;
  }

  /**
   * Opens a split of each subset.
   *
   * @param place of a folder or a file
   * @param subsets their names; one {@code default} for a dataset that has none
   * @param said what a row says; null for one that is left out
   */
  static RowContents open(
      PromptContext context,
      DatasetPlace place,
      List<String> subsets,
      String split,
      Function<Row, @Nullable Content> said) {
    try {
      List<RowReader> tables =
          subsets.stream()
              .map(subset -> RowReader.inOrder(EvalscopeFile.split(context, place, subset, split)))
              .toList();
      return new RowContents(new ArrayList<>(tables), said);
    } catch (RowsException e) {
      throw new DatasetException(DatasetFile.OPTION + e.getMessage());
    }
  }

  /** What to say where no row says anything. */
  static DatasetException none(PromptContext context, DatasetPlace place, String expected) {
    return new DatasetException(
        DatasetFile.OPTION
            + EvalscopeFile.said(context, place)
            + ": has no row with "
            + expected
            + "; take another dataset.");
  }

  @Override
  public @Nullable Content next() {
    try {
      while (!tables.isEmpty()) {
        turn = turn % tables.size();
        Row row = tables.get(turn).next();
        if (row == null) {
          tables.remove(turn).close();
          continue;
        }
        turn++;
        Content content = said.apply(row);
        if (content != null) {
          return content;
        }
      }
      return null;
    } catch (RowsException e) {
      throw new DatasetException(DatasetFile.OPTION + e.getMessage());
    }
  }

  @Override
  public void close() {
    tables.forEach(RowReader::close);
  }
}
