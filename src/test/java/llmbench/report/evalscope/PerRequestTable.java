package llmbench.report.evalscope;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import llmbench.metrics.numbers.ShownNumber;

/** evalscope's table of what requests took, a section a level. */
final class PerRequestTable {

  private static final double MILLIS = 1000;

  private PerRequestTable() {}

  /**
   * A row of each section.
   *
   * @param label in the table
   * @param figure the label of its average in the summary
   * @param spread the label of its percentiles; empty for none
   * @param isShown whether a level has it; all have it where one does
   * @param form how a value is shown
   */
  private record Metric(
      String label, String figure, String spread, Predicate<Double> isShown, Form form) {

    static Metric of(String label, Row114 average, String spread, int decimals) {
      return new Metric(
          label, average.label(), spread, PerRequestTable::isSome, Form.number(decimals));
    }

    boolean isAnywhere(List<LevelSheet> levels) {
      return levels.stream().anyMatch(level -> isShown.test(level.value(figure)));
    }

    List<String> cells(LevelSheet level) {
      double average = level.value(figure);
      return List.of(
          label,
          form.isShown(average) ? form.of(average) : LevelCells.NONE,
          percentile(level, "50%"),
          percentile(level, "99%"),
          percentile(level, "max"));
    }

    private String percentile(LevelSheet level, String percent) {
      double value = spread.isEmpty() ? 0 : level.percentile(percent, spread);
      return value == 0 ? LevelCells.NONE : form.of(value);
    }
  }

  /** How a value is shown, and from which on it is. */
  private record Form(double factor, int decimals, String unit, double least) {

    static Form number(int decimals) {
      return new Form(1, decimals, "", Double.NEGATIVE_INFINITY);
    }

    static Form percent(double factor, double least) {
      return new Form(factor, 1, "%", least);
    }

    boolean isShown(double value) {
      return value >= least;
    }

    String of(double value) {
      return ShownNumber.of(value * factor, decimals) + unit;
    }
  }

  private static final String NO_SPREAD = "";

  private static final List<Metric> TIMES =
      List.of(
          new Metric(
              TableColumn.LATENCY,
              Row114.LATENCY.label(),
              TableColumn.LATENCY,
              value -> true,
              Form.number(3)),
          Metric.of(TableColumn.TTFT, Row114.TTFT, TableColumn.TTFT, 2),
          Metric.of(TableColumn.TPOT, Row114.TPOT, TableColumn.TPOT, 2),
          handoff("Steady ITL (ms)"),
          handoff("PD Handoff Latency (ms)"),
          handoff("PD Handoff Overhead (ms)"));

  private static final List<Metric> TOKENS =
      List.of(
          new Metric(
              "Input Tokens", Row114.INPUT.label(), "Input tokens", value -> true, Form.number(0)),
          Metric.of("Output Tokens", Row114.OUTPUT, "Output tokens", 0));

  private static final List<Metric> TURNS =
      List.of(
          new Metric(
              "Turns/Req",
              Row114.TURNS.label(),
              NO_SPREAD,
              PerRequestTable::isPositive,
              Form.number(1)),
          new Metric(
              "Cache Hit (%)",
              Row114.CACHED.label(), NO_SPREAD, value -> value >= 0, Form.percent(1, 0)),
          turn("1st-Turn TTFT (ms)", Row114.FIRST_TTFT),
          turn("Subseq. TTFT (ms)", Row114.LATER_TTFT));

  private static final List<Metric> SPECULATION =
      List.of(
          new Metric(
              "Decoded Tok/Iter",
              Row114.DECODED.label(),
              NO_SPREAD,
              PerRequestTable::isPositive,
              Form.number(2)),
          new Metric(
              "Spec. Accept Rate",
              Row114.ACCEPTED.label(),
              NO_SPREAD,
              PerRequestTable::isThere,
              Form.percent(100, Double.NEGATIVE_INFINITY)));

  /**
   * Where prompt and answer are made by two servers; the summary has them where they were asked
   * for.
   */
  private static Metric handoff(String label) {
    return new Metric(label, "Avg " + label, label, PerRequestTable::isThere, Form.number(2));
  }

  private static Metric turn(String label, Row114 figure) {
    return new Metric(label, figure.label(), NO_SPREAD, PerRequestTable::isThere, Form.number(2));
  }

  private static boolean isThere(double value) {
    return !Double.isNaN(value);
  }

  private static boolean isPositive(double value) {
    return value > 0;
  }

  private static boolean isSome(double value) {
    return value != 0 && isThere(value);
  }

  static RichTable of(List<LevelSheet> levels) {
    RichTable table =
        new RichTable(
            "Per-Request Metrics",
            LevelCells.columns(
                RichTable.Column.left("Metric"),
                RichTable.Column.right("avg"),
                RichTable.Column.right("p50"),
                RichTable.Column.right("p99"),
                RichTable.Column.right("max")));
    List<Metric> before =
        Stream.of(TIMES, TOKENS, TURNS)
            .flatMap(List::stream)
            .filter(metric -> metric.isAnywhere(levels))
            .toList();
    boolean decodes = levels.stream().anyMatch(level -> isSome(level.value(Row114.TPOT)));
    List<Metric> after = SPECULATION.get(0).isAnywhere(levels) ? SPECULATION : List.of();
    for (LevelSheet level : levels) {
      Stream<List<String>> rows =
          Stream.of(
                  before.stream().map(metric -> metric.cells(level)),
                  decodes ? Stream.of(decoding(level)) : Stream.<List<String>>empty(),
                  after.stream().map(metric -> metric.cells(level)))
              .flatMap(each -> each);
      LevelCells.addSection(table, level, rows.toList());
    }
    return table;
  }

  /** Tokens a second of one answer, behind its first. */
  private static List<String> decoding(LevelSheet level) {
    double millis = level.value(Row114.TPOT);
    String shown = millis > 0 ? Form.number(2).of(MILLIS / millis) : LevelCells.NONE;
    return List.of("Decode toks/s", shown, LevelCells.NONE, LevelCells.NONE, LevelCells.NONE);
  }
}
