package llmbench.report.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.MeanEstimate;

/**
 * What repeated runs come to together, as vLLM's Rust client prints it ({@code
 * print_multi_run_summary} in {@code rust/src/bench/src/multi_run.rs}), whose standard deviation is
 * the population's; and how far the means may be off, which is ours.
 */
public final class RepeatsTable {

  private static final int WIDTH = 80;
  private static final int LABEL_WIDTH = 35;
  private static final int CELL_WIDTH = 10;
  private static final int PERCENT = 100;

  /** From here on a whole number is written with decimals, too. */
  private static final double SHORT = 1e9;

  /** Labels of what is shown, each with its key in vLLM's results. */
  private static final List<String[]> LINES =
      List.of(
          line("Request throughput (req/s)", "request_throughput"),
          line("Output throughput (tok/s)", "output_throughput"),
          line("Total token throughput (tok/s)", "total_token_throughput"),
          line("Peak output tokens/s", "max_output_tokens_per_s"),
          line("Mean TTFT (ms)", "mean_ttft_ms"),
          line("Median TTFT (ms)", "median_ttft_ms"),
          line("P99 TTFT (ms)", "p99_ttft_ms"),
          line("Mean TPOT (ms)", "mean_tpot_ms"),
          line("Median TPOT (ms)", "median_tpot_ms"),
          line("P99 TPOT (ms)", "p99_tpot_ms"),
          line("Mean ITL (ms)", "mean_itl_ms"),
          line("Mean E2EL (ms)", "mean_e2el_ms"),
          line("P99 E2EL (ms)", "p99_e2el_ms"),
          line("Completed requests", "completed"),
          line("Failed requests", "failed"),
          line("Duration (s)", "duration"));

  /** What says nothing of a server: it was asked for, or a run has one of it. */
  private static final Set<String> WITHOUT_INTERVAL =
      Set.of("max_output_tokens_per_s", "completed", "failed");

  private RepeatsTable() {}

  private static String[] line(String label, String key) {
    return new String[] {label, key};
  }

  /**
   * The table, each line ended.
   *
   * @param runs of one setting, each with its figures by the keys of vLLM's results
   */
  public static String of(String title, List<Map<String, Double>> runs) {
    StringBuilder text = new StringBuilder();
    text.append(SweepTable.centred(" " + title + " (" + runs.size() + " runs) ", WIDTH, '='));
    text.append('\n').append(line("Metric", List.of("Mean", "Std", "Min", "Max")));
    String rule = "-".repeat(CELL_WIDTH);
    text.append(line("-".repeat(LABEL_WIDTH), List.of(rule, rule, rule, rule)));
    for (String[] line : LINES) {
      text.append(line(line[0], cells(spread(runs, line[1]))));
    }
    text.append("=".repeat(WIDTH)).append('\n');
    Distribution throughput = spread(runs, LINES.get(0)[1]);
    if (throughput.mean() > 0) {
      double variation = throughput.standardDeviation() / throughput.mean();
      text.append("Throughput CV: ")
          .append(SweepTable.fixed(variation * PERCENT, 1))
          .append("% (lower = more stable across runs)\n");
    }
    return text.toString();
  }

  /**
   * Below the table: of each figure that all runs have the mean, how far it may be off at 95 % by
   * Student's t, and the coefficient of variation (divisor n − 1); each line ended.
   *
   * @param runs at least two, as in {@link #of}
   */
  public static String intervals(List<Map<String, Double>> runs) {
    StringBuilder text = new StringBuilder();
    text.append(line("Mean of such runs, at 95 %", List.of("Mean", "±", "CV (%)")));
    for (String[] line : LINES) {
      String key = line[1];
      if (!WITHOUT_INTERVAL.contains(key) && runs.stream().allMatch(run -> run.containsKey(key))) {
        MeanEstimate estimate =
            MeanEstimate.of(runs.stream().mapToDouble(run -> run.get(key)).toArray());
        text.append(line(line[0], cells(estimate)));
      }
    }
    return text.toString();
  }

  private static List<String> cells(MeanEstimate estimate) {
    return List.of(
        SweepTable.fixed2(estimate.mean()),
        SweepTable.fixed2(estimate.interval().orElseThrow().halfWidth()),
        estimate.variation().isPresent()
            ? SweepTable.fixed(estimate.variation().getAsDouble() * PERCENT, 1)
            : "-");
  }

  /** A figure that a run doesn't have counts as 0. */
  private static Distribution spread(List<Map<String, Double>> runs, String key) {
    return Distribution.of(runs.stream().mapToDouble(run -> run.getOrDefault(key, 0.0)).toArray());
  }

  private static List<String> cells(Distribution spread) {
    List<String> cells = new ArrayList<>();
    DoubleStream.of(spread.mean(), spread.standardDeviation(), spread.min(), spread.max())
        .forEach(value -> cells.add(cell(value)));
    return cells;
  }

  private static String cell(double value) {
    boolean whole = value == Math.floor(value) && Math.abs(value) < SHORT;
    return whole ? Long.toString((long) value) : SweepTable.fixed2(value);
  }

  private static String line(String label, List<String> cells) {
    StringBuilder line = new StringBuilder(SweepTable.padded(label, -LABEL_WIDTH));
    cells.forEach(cell -> line.append(' ').append(SweepTable.padded(cell, CELL_WIDTH)));
    return line.append('\n').toString();
  }
}
