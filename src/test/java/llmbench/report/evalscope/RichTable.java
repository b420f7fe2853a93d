package llmbench.report.evalscope;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;

/**
 * A table with a title and a heavy head, as the Python package {@code rich} draws it where nothing
 * has colours: {@code Table(title=…, pad_edge=False)} on a console that is wide enough.
 */
final class RichTable {

  /** How a column stands, its head with it. */
  enum Align {
    LEFT,
    RIGHT;

    String padded(String text, int cells) {
      return this == LEFT ? CellText.left(text, cells) : CellText.right(text, cells);
    }
  }

  /**
   * A column.
   *
   * @param head may have several lines, which stand at the bottom
   */
  record Column(String head, Align align) {

    static Column right(String head) {
      return new Column(head, Align.RIGHT);
    }

    static Column left(String head) {
      return new Column(head, Align.LEFT);
    }

    List<String> headLines() {
      return head.lines().toList();
    }
  }

  private final String title;
  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Integer> sections = new ArrayList<>();

  RichTable(String title, List<Column> columns) {
    this.title = title;
    this.columns = List.copyOf(columns);
  }

  /** The next row; as many cells as columns. */
  void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** A line stands before the next row, unless it is the first. */
  void section() {
    if (!rows.isEmpty()) {
      sections.add(rows.size());
    }
  }

  /** The table, every line ended. */
  @Override
  public String toString() {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      int place = column;
      List<String> cells = new ArrayList<>(columns.get(column).headLines());
      rows.forEach(row -> cells.add(row.get(place)));
      widths.add(Collections.max(cells.stream().map(CellText::width).toList()));
    }
    String top = rule(widths, "┏", "━", "┳", "┓");
    List<String> lines = new ArrayList<>();
    lines.add(CellText.centre(title, CellText.width(top)));
    lines.add(top);
    addHead(widths, lines);
    lines.add(rule(widths, "┡", "━", "╇", "┩"));
    for (int i = 0; i < rows.size(); i++) {
      if (sections.contains(i)) {
        lines.add(rule(widths, "├", "─", "┼", "┤"));
      }
      lines.add(row(rows.get(i), widths, "│"));
    }
    lines.add(rule(widths, "└", "─", "┴", "┘"));
    return String.join("\n", lines) + "\n";
  }

  private void addHead(List<Integer> widths, List<String> lines) {
    int height = Collections.max(columns.stream().map(each -> each.headLines().size()).toList());
    for (int line = 0; line < height; line++) {
      List<String> cells = new ArrayList<>();
      for (Column column : columns) {
        int at = line - (height - column.headLines().size());
        cells.add(at < 0 ? "" : column.headLines().get(at));
      }
      lines.add(row(cells, widths, "┃"));
    }
  }

  private String row(List<String> cells, List<Integer> widths, String bar) {
    StringJoiner line = new StringJoiner(" " + bar + " ", bar, bar);
    for (int column = 0; column < widths.size(); column++) {
      line.add(columns.get(column).align().padded(cells.get(column), widths.get(column)));
    }
    return line.toString();
  }

  /** The blanks beside a bar are there inside the table only. */
  private static String rule(
      List<Integer> widths, String left, String fill, String cross, String right) {
    StringJoiner line = new StringJoiner(fill + cross + fill, left, right);
    widths.forEach(width -> line.add(fill.repeat(width)));
    return line.toString();
  }
}
