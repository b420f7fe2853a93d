package llmbench.report.evalscope;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import llmbench.metrics.Distribution;
import llmbench.metrics.EvalscopeDialect;
import llmbench.metrics.EvalscopeFigures;

/**
 * A metric of the percentile table as a value. Source: {@code get_percentile_results()} in {@code
 * db_util.py} of evalscope 1.1.1 and 1.14.1.
 *
 * @param label in the table and the JSON
 * @param shownDecimals how many decimals 1.14's table shows
 * @param isWhole whether it is a Python {@code int}
 * @param take what the percentiles are read from, in the unit that the label says
 */
record Column(
    String label,
    int shownDecimals,
    boolean isWhole,
    Function<EvalscopeFigures.Spreads, Distribution> take) {

  private static final double MILLIS = 1000;

  private static final List<Column> V1_1 =
      List.of(
          new Column("TTFT (s)", 4, false, EvalscopeFigures.Spreads::ttft),
          new Column("ITL (s)", 4, false, EvalscopeFigures.Spreads::itl),
          new Column("TPOT (s)", 4, false, EvalscopeFigures.Spreads::tpot),
          new Column("Latency (s)", 4, false, EvalscopeFigures.Spreads::latency),
          new Column("Input tokens", 0, true, EvalscopeFigures.Spreads::inputTokens),
          new Column("Output tokens", 0, true, EvalscopeFigures.Spreads::outputTokens),
          new Column("Output (tok/s)", 4, false, EvalscopeFigures.Spreads::outputRate),
          new Column("Total (tok/s)", 4, false, EvalscopeFigures.Spreads::totalRate));

  private static final List<Column> V1_14 =
      List.of(
          new Column("Latency (s)", 3, false, EvalscopeFigures.Spreads::latency),
          new Column("TTFT (ms)", 2, false, spreads -> spreads.ttft().times(MILLIS)),
          new Column("ITL (ms)", 2, false, spreads -> spreads.itl().times(MILLIS)),
          new Column("TPOT (ms)", 2, false, spreads -> spreads.tpot().times(MILLIS)),
          new Column("Input tokens", 0, false, EvalscopeFigures.Spreads::inputTokens),
          new Column("Output tokens", 0, false, EvalscopeFigures.Spreads::outputTokens),
          new Column("Output (tok/s)", 2, false, EvalscopeFigures.Spreads::outputRate),
          new Column("Total (tok/s)", 2, false, EvalscopeFigures.Spreads::totalRate),
          new Column("Decode (tok/s)", 2, false, EvalscopeFigures.Spreads::decodeRate));

  /** The metrics of a version, in its order. */
  static List<Column> of(EvalscopeDialect dialect) {
    return dialect == EvalscopeDialect.V1_1 ? V1_1 : V1_14;
  }

  /** The percentiles of the version, each rounded to four decimals; of no numbers none is there. */
  List<Figure> percentiles(EvalscopeFigures figures) {
    Distribution spread = take.apply(figures.spreads());
    EvalscopeDialect dialect = figures.dialect();
    List<Figure> percentiles = new ArrayList<>();
    for (int percent : dialect.percents()) {
      Figure figure =
          Figure.rounded(
              spread.size() == 0 ? Double.NaN : spread.percentile(percent, dialect.percentiles()),
              4);
      percentiles.add(isWhole ? figure.whole() : figure);
    }
    return percentiles;
  }
}
