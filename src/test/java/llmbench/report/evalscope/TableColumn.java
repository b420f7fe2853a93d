package llmbench.report.evalscope;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.numbers.Distribution;

/**
 * A metric of the percentile table as a value. Source: {@code get_percentile_results()} in {@code
 * db_util.py} of evalscope 1.1.1 and 1.14.1.
 *
 * @param label in the table and the JSON
 * @param shownDecimals how many decimals 1.14's table shows
 * @param isWhole whether it is a Python {@code int}
 * @param take what the percentiles are read from, in the unit that the label says
 */
record TableColumn(
    String label,
    int shownDecimals,
    boolean isWhole,
    Function<EvalscopeFigures.Spreads, Distribution> take) {

  /** Of labels that tables of several levels name. */
  static final String LATENCY = "Latency (s)";

  static final String TTFT = "TTFT (ms)";
  static final String TPOT = "TPOT (ms)";
  static final String INPUT_RATE = "Input (tok/s)";

  private static final double MILLIS = 1000;

  private static final List<TableColumn> V1_1 =
      List.of(
          new TableColumn("TTFT (s)", 4, false, EvalscopeFigures.Spreads::ttft),
          new TableColumn("ITL (s)", 4, false, EvalscopeFigures.Spreads::itl),
          new TableColumn("TPOT (s)", 4, false, EvalscopeFigures.Spreads::tpot),
          new TableColumn(LATENCY, 4, false, EvalscopeFigures.Spreads::latency),
          new TableColumn("Input tokens", 0, true, EvalscopeFigures.Spreads::inputTokens),
          new TableColumn("Output tokens", 0, true, EvalscopeFigures.Spreads::outputTokens),
          new TableColumn("Output (tok/s)", 4, false, EvalscopeFigures.Spreads::outputRate),
          new TableColumn("Total (tok/s)", 4, false, EvalscopeFigures.Spreads::totalRate));

  private static final TableColumn ITL =
      new TableColumn("ITL (ms)", 2, false, spreads -> spreads.itl().times(MILLIS));

  private static final List<TableColumn> V1_14 =
      List.of(
          new TableColumn(LATENCY, 3, false, EvalscopeFigures.Spreads::latency),
          new TableColumn(TTFT, 2, false, spreads -> spreads.ttft().times(MILLIS)),
          ITL,
          new TableColumn(TPOT, 2, false, spreads -> spreads.tpot().times(MILLIS)),
          new TableColumn("Input tokens", 0, false, EvalscopeFigures.Spreads::inputTokens),
          new TableColumn("Output tokens", 0, false, EvalscopeFigures.Spreads::outputTokens),
          new TableColumn("Output (tok/s)", 2, false, EvalscopeFigures.Spreads::outputRate),
          new TableColumn("Total (tok/s)", 2, false, EvalscopeFigures.Spreads::totalRate),
          new TableColumn("Decode (tok/s)", 2, false, EvalscopeFigures.Spreads::decodeRate));

  /** Of the handoff; only where there are any numbers. */
  private static final List<TableColumn> HANDOFF =
      List.of(
          new TableColumn(
              "Steady ITL (ms)", 2, false, spreads -> spreads.handoff().steadyItl().times(MILLIS)),
          new TableColumn(
              "PD Handoff Latency (ms)",
              2,
              false,
              spreads -> spreads.handoff().latency().times(MILLIS)),
          new TableColumn(
              "PD Handoff Overhead (ms)",
              2,
              false,
              spreads -> spreads.handoff().overhead().times(MILLIS)));

  private static final List<TableColumn> OF_POOLING =
      List.of(
          new TableColumn(LATENCY, 3, false, EvalscopeFigures.Spreads::latency),
          new TableColumn("Input tokens", 0, false, EvalscopeFigures.Spreads::inputTokens),
          new TableColumn(INPUT_RATE, 2, false, EvalscopeFigures.Spreads::inputRate));

  /** The metrics of a run in its version's order. */
  static List<TableColumn> of(EvalscopeFigures figures) {
    EvalscopeDialect dialect = figures.dialect();
    if (dialect.isOfPooling()) {
      return OF_POOLING;
    }
    return dialect.atLeast(EvalscopeDialect.V1_14) ? withHandoff(figures.spreads()) : V1_1;
  }

  /** Those of the handoff stand behind the gaps. */
  private static List<TableColumn> withHandoff(EvalscopeFigures.Spreads spreads) {
    List<TableColumn> columns = new ArrayList<>(V1_14);
    columns.addAll(
        columns.indexOf(ITL) + 1,
        HANDOFF.stream().filter(column -> column.take.apply(spreads).size() > 0).toList());
    return columns;
  }

  /** The percentiles of the version, each rounded to four decimals; of no numbers none is there. */
  List<RoundedNumber> percentiles(EvalscopeFigures figures) {
    Distribution spread = take.apply(figures.spreads());
    EvalscopeDialect dialect = figures.dialect();
    List<RoundedNumber> percentiles = new ArrayList<>();
    for (int percent : dialect.percents()) {
      RoundedNumber figure =
          RoundedNumber.rounded(
              spread.size() == 0 ? Double.NaN : spread.percentile(percent, dialect.percentiles()),
              4);
      percentiles.add(isWhole ? figure.whole() : figure);
    }
    return percentiles;
  }
}
