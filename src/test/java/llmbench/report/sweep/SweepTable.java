package llmbench.report.sweep;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import llmbench.options.syntax.PythonNumbers;

/**
 * Runs beside each other, a line each, as vLLM's Rust client prints a sweep ({@code
 * print_sweep_summary} in {@code rust/src/bench/src/sweep.rs}).
 */
public final class SweepTable {

  private static final String THROUGHPUT = "request_throughput";
  private static final int LABEL_WIDTH = 20;

  /**
   * A run.
   *
   * @param label what sets it apart
   * @param figures by the keys of vLLM's results; those that it has
   */
  public record Row(String label, Map<String, Double> figures) {

    private OptionalDouble figure(String key) {
      Double value = figures.get(key);
      return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
  }

  private record Column(String header, String key, int width) {

    Column(String header, String key) {
      this(header, key, Math.max(header.length(), 10));
    }
  }

  private static final List<Column> ALWAYS =
      List.of(
          new Column("Req/s", THROUGHPUT),
          new Column("Tok/s", "output_throughput"),
          new Column("Total tok/s", "total_token_throughput", 12),
          new Column("P50 TTFT(ms)", "median_ttft_ms"),
          new Column("P50 TPOT(ms)", "median_tpot_ms"),
          new Column("P90 TTFT(ms)", "p90_ttft_ms"),
          new Column("P90 TPOT(ms)", "p90_tpot_ms"));

  private final String title;
  private final List<Row> rows;
  private final List<Column> columns;
  private final int labelWidth;

  private SweepTable(String title, List<Row> rows, List<Double> percentiles) {
    this.title = title;
    this.rows = rows;
    columns =
        columns(percentiles).stream()
            .filter(column -> rows.stream().anyMatch(row -> row.figure(column.key()).isPresent()))
            .toList();
    labelWidth = rows.stream().mapToInt(row -> row.label().length()).reduce(LABEL_WIDTH, Math::max);
  }

  /**
   * The table, each line ended. What no run has is no column.
   *
   * @param title of the column of labels
   * @param percentiles shown besides P50 and P90
   */
  public static String of(String title, List<Row> rows, List<Double> percentiles) {
    return new SweepTable(title, List.copyOf(rows), percentiles).text();
  }

  /** The percentiles that a table needs of a run. */
  public static List<Double> shown(List<Double> percentiles) {
    List<Double> all = new ArrayList<>(List.of(50.0, 90.0));
    percentiles.stream().filter(percent -> !all.contains(percent)).forEach(all::add);
    return all;
  }

  private static List<Column> columns(List<Double> percentiles) {
    List<Column> columns = new ArrayList<>(ALWAYS);
    List<Double> more = shown(percentiles);
    for (double percent : more.subList(2, more.size())) {
      for (String metric : List.of("ttft", "tpot")) {
        columns.add(
            new Column(
                "P" + word(percent) + " " + metric.toUpperCase(Locale.ROOT) + "(ms)",
                "p" + word(percent) + "_" + metric + "_ms"));
      }
    }
    return columns;
  }

  /** A percentile in a key: 99, 99.9. */
  public static String word(double percent) {
    String repr = PythonNumbers.repr(percent);
    return repr.endsWith(".0") ? repr.substring(0, repr.length() - 2) : repr;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int width = labelWidth + columns.stream().mapToInt(column -> column.width() + 1).sum();
    text.append(centred(" Sweep Summary ", width, '=')).append('\n');
    text.append(padded(title, -labelWidth));
    columns.forEach(column -> text.append(' ').append(padded(column.header(), column.width())));
    text.append('\n').append("-".repeat(labelWidth));
    columns.forEach(column -> text.append(' ').append("-".repeat(column.width())));
    text.append('\n');
    rows.forEach(row -> text.append(line(row)).append('\n'));
    text.append("=".repeat(width)).append('\n');
    best().ifPresent(row -> text.append("Best throughput: ").append(throughput(row)).append('\n'));
    return text.toString();
  }

  private String line(Row row) {
    StringBuilder line = new StringBuilder(padded(row.label(), -labelWidth));
    for (Column column : columns) {
      OptionalDouble figure = row.figure(column.key());
      String cell = figure.isPresent() ? fixed2(figure.getAsDouble()) : "-";
      line.append(' ').append(padded(cell, column.width()));
    }
    return line.toString();
  }

  /** Of several as fast the last, as Rust's max_by takes it. */
  private Optional<Row> best() {
    return rows.stream()
        .filter(row -> row.figure(THROUGHPUT).isPresent())
        .max(
            Comparator.<Row>comparingDouble(row -> row.figure(THROUGHPUT).orElse(0))
                .thenComparingInt(rows::indexOf));
  }

  private static String throughput(Row row) {
    return fixed2(row.figure(THROUGHPUT).orElse(0)) + " req/s at " + row.label();
  }

  /** With two decimals. */
  public static String fixed2(double value) {
    return fixed(value, 2);
  }

  /** The exact binary value, rounded half to even, as Rust's and Python's formats have it. */
  static String fixed(double value, int digits) {
    return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** To the right; to the left of a negative width. */
  static String padded(String text, int width) {
    return String.format(Locale.ROOT, "%" + width + "s", text);
  }

  static String centred(String text, int width, char fill) {
    int around = Math.max(0, width - text.length());
    String left = String.valueOf(fill).repeat(around / 2);
    return left + text + String.valueOf(fill).repeat(around - around / 2);
  }
}
