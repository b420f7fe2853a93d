package llmbench.report.evalscope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.evalscope.EvalscopeFigures;

/** The summary of a run, which the table and the JSON share. */
final class Summary {

  private Summary() {}

  /** Whether the form is that of 1.1, as it was until 1.14. */
  private static boolean is11(EvalscopeFigures figures) {
    return !figures.dialect().atLeast(EvalscopeDialect.V1_14);
  }

  /** The figures by label, in their order in the JSON. */
  static Map<String, RoundedNumber> of(EvalscopeFigures figures, EvalscopeRun run) {
    return is11(figures) ? of11(figures, run) : of114(figures, run);
  }

  /** The table's cells; the first row is its heading. */
  static List<List<String>> rows(EvalscopeFigures figures, EvalscopeRun run) {
    if (!is11(figures)) {
      return Table114.rows(figures, run);
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Key", "Value"));
    of11(figures, run).forEach((label, figure) -> rows.add(List.of(label, figure.general())));
    return rows;
  }

  /** The table. */
  static String table(EvalscopeFigures figures, EvalscopeRun run) {
    return is11(figures)
        ? Tabulate.grid("Key", "Value", of11(figures, run))
        : Tabulate.simpleOutline(Table114.rows(figures, run));
  }

  private static Map<String, RoundedNumber> of114(EvalscopeFigures figures, EvalscopeRun run) {
    Map<String, RoundedNumber> all = new LinkedHashMap<>();
    for (Row114 row : Row114.ALL) {
      RoundedNumber figure = row.of(figures, run);
      if (figure.isThere()) {
        all.put(row.label(), figure);
      }
    }
    return all;
  }

  /** {@code create_message()} in {@code benchmark_util.py} of 1.1.1. */
  private static Map<String, RoundedNumber> of11(EvalscopeFigures figures, EvalscopeRun run) {
    Map<String, RoundedNumber> all = new LinkedHashMap<>();
    all.put("Time taken for tests (s)", number11(figures.durationSeconds()));
    all.put("Number of concurrency", RoundedNumber.count(run.concurrency()));
    all.put("Total requests", RoundedNumber.count(figures.total()));
    all.put("Succeed requests", RoundedNumber.count(figures.succeeded()));
    all.put("Failed requests", RoundedNumber.count(figures.failed()));
    all.put("Output token throughput (tok/s)", number11(figures.rates().outputTokens()));
    all.put("Total token throughput (tok/s)", number11(figures.rates().totalTokens()));
    all.put("Request throughput (req/s)", number11(figures.rates().requests()));
    all.put("Average latency (s)", number11(figures.latencySeconds()));
    all.put("Average time to first token (s)", number11(figures.ttftSeconds()));
    all.put("Average time per output token (s)", number11(figures.tpotSeconds()));
    all.put("Average inter-token latency (s)", number11(figures.itlSeconds()));
    all.put("Average input tokens per request", number11(figures.inputTokens()));
    all.put("Average output tokens per request", number11(figures.outputTokens()));
    return all;
  }

  /** What 1.1 could not measure stays the {@code int} it began with. */
  private static RoundedNumber number11(double value) {
    RoundedNumber number = RoundedNumber.rounded(value, 4);
    return value == EvalscopeFigures.NOT_MEASURED ? number.whole() : number;
  }
}
