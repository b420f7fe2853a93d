package llmbench.report.evalscope;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Tables as the Python package {@code tabulate} draws them, in the formats and alignments that
 * evalscope uses. The first row is the header; no table ends with a line feed.
 */
final class Tabulate {

  /** How much wider than its header a column is at least: {@code MIN_PADDING}. */
  private static final int ROOM = 2;

  private static final Rule DASHES = new Rule("+", "-", "+", "+");

  private static final Style GRID =
      new Style("|", DASHES, new Rule("+", "=", "+", "+"), DASHES, DASHES);
  private static final Style PRETTY = new Style("|", DASHES, DASHES, null, DASHES);
  private static final Rule LIGHT_TOP = new Rule("┌", "─", "┬", "┐");
  private static final Rule LIGHT = new Rule("├", "─", "┼", "┤");
  private static final Rule LIGHT_BOTTOM = new Rule("└", "─", "┴", "┘");
  private static final Style SIMPLE_OUTLINE = new Style("│", LIGHT_TOP, LIGHT, null, LIGHT_BOTTOM);
  private static final Style SIMPLE_GRID = new Style("│", LIGHT_TOP, LIGHT, LIGHT, LIGHT_BOTTOM);

  /** A line between rows. */
  private record Rule(String left, String fill, String cross, String right) {
    String over(List<Integer> widths) {
      StringJoiner line = new StringJoiner(cross, left, right);
      widths.forEach(width -> line.add(fill.repeat(width + 2)));
      return line.toString();
    }
  }

  /** The lines of a format; {@code between} stands between two rows, if there is one. */
  private record Style(
      String bar, Rule top, Rule underHeader, @Nullable Rule between, Rule bottom) {}

  /** How cells stand in their column. */
  private interface Align {
    Align LEFT = (text, room) -> text + " ".repeat(room);
    Align RIGHT = (text, room) -> " ".repeat(room) + text;

    /** What can't be halved stands on the right, as in Python's {@code ^}. */
    Align CENTRE = (text, room) -> " ".repeat(room / 2) + text + " ".repeat(room - room / 2);

    String padded(String text, int room);
  }

  private Tabulate() {}

  /** The format {@code grid}: labels, and numbers that are aligned at their points. */
  static String grid(String label, String value, Map<String, RoundedNumber> figures) {
    List<String> numbers = figures.values().stream().map(RoundedNumber::general).toList();
    int most = numbers.stream().mapToInt(Tabulate::afterPoint).max().orElse(-1);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(label, value));
    for (String name : figures.keySet()) {
      String number = numbers.get(rows.size() - 1);
      rows.add(List.of(name, number + " ".repeat(most - afterPoint(number))));
    }
    return drawn(rows, GRID, Align.LEFT, Align.RIGHT, ROOM);
  }

  /** The format {@code pretty}: every cell in the middle. */
  static String pretty(List<List<String>> rows) {
    return drawn(rows, PRETTY, Align.CENTRE, Align.CENTRE, 0);
  }

  /** The format {@code simple_outline}: the first column on the left, the others on the right. */
  static String simpleOutline(List<List<String>> rows) {
    return drawn(rows, SIMPLE_OUTLINE, Align.LEFT, Align.RIGHT, ROOM);
  }

  /** The format {@code simple_grid}: columns of whole numbers on the right, others on the left. */
  static String simpleGrid(List<List<String>> rows) {
    List<Align> columns = new ArrayList<>();
    for (int column = 0; column < rows.get(0).size(); column++) {
      int place = column;
      boolean numbers = rows.stream().skip(1).allMatch(row -> row.get(place).matches("-?\\d+"));
      columns.add(numbers ? Align.RIGHT : Align.LEFT);
    }
    return drawn(rows, SIMPLE_GRID, columns, ROOM);
  }

  private static String drawn(
      List<List<String>> rows, Style style, Align first, Align others, int room) {
    List<Align> columns = new ArrayList<>(Collections.nCopies(rows.get(0).size(), others));
    columns.set(0, first);
    return drawn(rows, style, columns, room);
  }

  private static String drawn(List<List<String>> rows, Style style, List<Align> aligns, int room) {
    List<Integer> widths = widths(rows, room);
    List<String> lines = new ArrayList<>();
    lines.add(style.top().over(widths));
    for (int i = 0; i < rows.size(); i++) {
      if (i == 1) {
        lines.add(style.underHeader().over(widths));
      } else if (i > 1 && style.between() != null) {
        lines.add(style.between().over(widths));
      }
      StringJoiner line =
          new StringJoiner(" " + style.bar() + " ", style.bar() + " ", " " + style.bar());
      for (int column = 0; column < widths.size(); column++) {
        String cell = rows.get(i).get(column);
        line.add(aligns.get(column).padded(cell, widths.get(column) - cell.length()));
      }
      lines.add(line.toString());
    }
    lines.add(style.bottom().over(widths));
    return String.join("\n", lines);
  }

  private static List<Integer> widths(List<List<String>> rows, int room) {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < rows.get(0).size(); column++) {
      int width = rows.get(0).get(column).length() + room;
      for (List<String> row : rows) {
        width = Math.max(width, row.get(column).length());
      }
      widths.add(width);
    }
    return widths;
  }

  /** Characters after the point, or else after the e; -1 when there is neither. */
  private static int afterPoint(String number) {
    int mark = number.indexOf('.') >= 0 ? number.indexOf('.') : number.indexOf('e');
    return mark < 0 ? -1 : number.length() - mark - 1;
  }
}
