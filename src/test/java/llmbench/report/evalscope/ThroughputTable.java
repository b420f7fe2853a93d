package llmbench.report.evalscope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import llmbench.metrics.evalscope.WorkloadThroughput;
import llmbench.metrics.evalscope.WorkloadThroughput.Rates;
import llmbench.metrics.numbers.ShownNumber;

/** evalscope's table of tokens a second over parts of each level's time. */
final class ThroughputTable {

  private ThroughputTable() {}

  /** Of the levels that have it; empty where none does. */
  static Optional<RichTable> of(List<LevelSheet> levels) {
    RichTable table =
        new RichTable(
            "Workload Throughput",
            LevelCells.columns(
                RichTable.Column.left("Metric (tok/s)"),
                RichTable.Column.right("Overall"),
                RichTable.Column.right("Last 30s"),
                RichTable.Column.right("Steady (drop 20%)")));
    levels.forEach(
        level ->
            level
                .throughput()
                .ifPresent(throughput -> LevelCells.addSection(table, level, rows(throughput))));
    return levels.stream().anyMatch(level -> level.throughput().isPresent())
        ? Optional.of(table)
        : Optional.empty();
  }

  /** The same of one level, as the tool's log has it; without a line feed at its end. */
  static String logged(WorkloadThroughput throughput) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Metric (tok/s)", "Overall", "Last 30s", "Steady (drop 20%)"));
    rows.addAll(rows(throughput));
    return Tabulate.simpleOutline(rows);
  }

  private static List<List<String>> rows(WorkloadThroughput throughput) {
    return List.of(
        row("Total Prompt tok/s", throughput, Rates::totalPrompt),
        row("New Prompt tok/s", throughput, Rates::newPrompt),
        row("Cached Prompt tok/s", throughput, Rates::cachedPrompt),
        row("Completion tok/s", throughput, Rates::completion));
  }

  private static List<String> row(
      String label, WorkloadThroughput throughput, ToDoubleFunction<Rates> rate) {
    return Stream.concat(
            Stream.of(label),
            Stream.of(throughput.overall(), throughput.last(), throughput.steady())
                .map(rates -> ShownNumber.of(rate.applyAsDouble(rates), 2)))
        .toList();
  }
}
