package llmbench.report.evalscope;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmbench.metrics.evalscope.EvalscopeFigures;

/** 1.14's summary as a table: sections, and rows only of what there is. */
final class Table114 {

  private final Map<Row114, RoundedNumber> figures = new HashMap<>();
  private final List<List<String>> rows = new ArrayList<>();

  private Table114() {}

  /** The cells, as {@code BenchmarkSummary.to_table()} in {@code perf_models.py} puts them. */
  static List<List<String>> rows(EvalscopeFigures figures, EvalscopeRun run) {
    Table114 table = new Table114();
    for (Row114 row : Row114.ALL) {
      table.figures.put(row, row.of(figures, run));
    }
    table.rows.add(List.of("Metric", "Value"));
    table.fill();
    return List.copyOf(table.rows);
  }

  private void fill() {
    section("General");
    row(Row114.DURATION);
    row(Row114.CONCURRENCY);
    row(Row114.REQUEST_RATE);
    counts("Total / Success / Failed", Row114.TOTAL, Row114.SUCCEEDED, Row114.FAILED);
    if (isSome(Row114.STREAMED) && isSome(Row114.NOT_STREAMED)) {
      counts("Stream / Non-Stream", Row114.STREAMED, Row114.NOT_STREAMED);
    }
    row(Row114.REQUESTS);
    section("Latency");
    row(Row114.LATENCY);
    rowsOfSome(Row114.TTFT, Row114.TPOT, Row114.ITL);
    rowsOfAny(Row114.STEADY_ITL, Row114.HANDOFF, Row114.OVERHEAD);
    section("Tokens");
    row(Row114.INPUT);
    rowsOfSome(Row114.OUTPUT, Row114.OUTPUT_RATE, Row114.TOTAL_RATE, Row114.INPUT_RATE);
    List<Row114> turns = List.of(Row114.TURNS, Row114.CACHED, Row114.FIRST_TTFT, Row114.LATER_TTFT);
    if (turns.stream().anyMatch(row -> figure(row).isThere())) {
      section("Multi-turn");
      rowsOfAny(turns.toArray(new Row114[0]));
    }
    if (figure(Row114.DECODED).isThere()) {
      section("Speculative Decoding");
      row(Row114.DECODED);
      row(Row114.ACCEPTED);
    }
  }

  private RoundedNumber figure(Row114 row) {
    return figures.getOrDefault(row, RoundedNumber.rounded(Double.NaN, 0));
  }

  private boolean isSome(Row114 row) {
    return figure(row).isSome();
  }

  private void section(String name) {
    rows.add(List.of("── " + name + " ──", ""));
  }

  private void row(Row114 row) {
    rows.add(List.of(row.label(), figure(row).shown(row.shownDecimals(), row.shownFactor())));
  }

  private void rowsOfSome(Row114... some) {
    for (Row114 row : some) {
      if (isSome(row)) {
        row(row);
      }
    }
  }

  /** Those that are there, if 0. */
  private void rowsOfAny(Row114... some) {
    for (Row114 row : some) {
      if (figure(row).isThere()) {
        row(row);
      }
    }
  }

  private void counts(String label, Row114... counts) {
    List<String> all = new ArrayList<>();
    for (Row114 count : counts) {
      all.add(figure(count).python());
    }
    rows.add(List.of(label, String.join(" / ", all)));
  }
}
