package llmbench.report.vllm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Numbers as pandas prints a table of them, with two decimals: each column as wide as its widest
 * value, zeros at the ends of all of its values cut off, and one with large or small values as
 * powers of ten. A terminal as wide as the table is taken for granted.
 *
 * <p>Source: {@code FloatArrayFormatter} of pandas/io/formats/format.py, 3.1.1.
 */
final class PandasTable {

  private static final int DIGITS = 2;
  private static final int LONGEST = DIGITS + 6;
  private static final double LARGE = 1e6;
  private static final Pattern DECIMAL = Pattern.compile("-?\\d+[.]\\d*");

  private final List<String> names;
  private final List<List<String>> columns = new ArrayList<>();

  /**
   * A table without columns.
   *
   * @param names of its rows
   */
  PandasTable(List<String> names) {
    this.names = List.copyOf(names);
  }

  /** One more column. */
  void add(String heading, double... values) {
    List<String> cells = new ArrayList<>(List.of(heading));
    cells.addAll(written(values));
    columns.add(cells);
  }

  private static List<String> written(double... values) {
    List<String> fixed = all("%." + DIGITS + "f", values);
    // A blank for the sign stands before each there.
    boolean tooLong = fixed.stream().anyMatch(text -> text.length() + 1 > LONGEST);
    boolean large = IntStream.range(0, values.length).anyMatch(i -> Math.abs(values[i]) > LARGE);
    boolean small =
        IntStream.range(0, values.length)
            .anyMatch(i -> values[i] != 0 && Math.abs(values[i]) < Math.pow(10, -DIGITS));
    return small || (tooLong && large) ? all("%." + DIGITS + "e", values) : withoutZeros(fixed);
  }

  private static List<String> all(String format, double... values) {
    List<String> texts = new ArrayList<>();
    for (double value : values) {
      texts.add(Double.isNaN(value) ? "NaN" : String.format(Locale.ROOT, format, value));
    }
    return texts;
  }

  /** Where all have one, but for the one behind the point. */
  private static List<String> withoutZeros(List<String> texts) {
    List<String> cut = texts;
    while (isDecimal(cut)
        && cut.stream().filter(PandasTable::isDecimal).allMatch(PandasTable::endsWithZero)) {
      cut =
          cut.stream()
              .map(text -> isDecimal(text) ? text.substring(0, text.length() - 1) : text)
              .toList();
    }
    return cut.stream().map(text -> text.endsWith(".") ? text + "0" : text).toList();
  }

  private static boolean isDecimal(List<String> texts) {
    return texts.stream().anyMatch(PandasTable::isDecimal);
  }

  private static boolean isDecimal(String text) {
    return DECIMAL.matcher(text).matches();
  }

  private static boolean endsWithZero(String text) {
    return text.endsWith("0");
  }

  /** The table, with a line feed behind each line. */
  @Override
  public String toString() {
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row <= names.size(); row++) {
      String name = row == 0 ? "" : names.get(row - 1);
      text.append(name).append(" ".repeat(width - name.length()));
      for (List<String> column : columns) {
        int longest = column.stream().mapToInt(String::length).max().orElse(0);
        String cell = column.get(row);
        text.append("  ").append(" ".repeat(longest - cell.length())).append(cell);
      }
      text.append('\n');
    }
    return text.toString();
  }
}
