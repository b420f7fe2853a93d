package llmbench.report.evalscope;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The report that evalscope 1.14 ends with, of one level or several: what it prints, and
 * performance_summary.txt, every character. Source: {@code evalscope/perf/utils/rich_display.py} of
 * 1.14.1, where its output is no terminal.
 */
public final class PerformanceSummary {

  /** The file in a run's directory. */
  public static final String FILE = "performance_summary.txt";

  private static final int PANEL_CELLS = 78;

  private PerformanceSummary() {}

  /**
   * The text.
   *
   * @param levels in the order in which they were measured
   * @return empty where no level has anything to show
   */
  public static Optional<String> of(ReportedRun run, List<LevelSheet> levels) {
    List<LevelSheet> shown = levels.stream().filter(each -> isShown(run, each)).toList();
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    List<LevelSheet> sorted = shown.stream().sorted(BY_LOAD).toList();
    Stream<RichTable> tables =
        run.pools()
            ? Stream.of(PoolingTable.of(sorted))
            : Stream.of(
                    Optional.of(OverviewTable.of(sorted)),
                    Optional.of(PerRequestTable.of(sorted)),
                    PerTraceTable.of(sorted),
                    ThroughputTable.of(sorted))
                .flatMap(Optional::stream);
    return Optional.of(
        panel(
                run.pools()
                    ? "Embedding/Rerank Performance Test Summary"
                    : "Performance Test Summary Report")
            + "\nBasic Information:\n"
            + BasicInformation.of(run, shown)
            + tables.map(table -> "\n\n" + table).collect(Collectors.joining()));
  }

  /** By concurrency, then by rate, those without a limit last. */
  private static final Comparator<LevelSheet> BY_LOAD =
      Comparator.<LevelSheet>comparingDouble(each -> limit(each.value(Row114.CONCURRENCY)))
          .thenComparingDouble(each -> limit(each.value(Row114.REQUEST_RATE)));

  private static double limit(double value) {
    return value == EvalscopeRun.NO_LIMIT ? Double.POSITIVE_INFINITY : value;
  }

  /** The tool leaves out a level of embeddings without a P99 of the latency. */
  private static boolean isShown(ReportedRun run, LevelSheet level) {
    return !run.pools() || level.percentile("99%", TableColumn.LATENCY) != 0;
  }

  private static String panel(String title) {
    String line = "─".repeat(PANEL_CELLS);
    return "╭" + line + "╮\n│ " + CellText.left(title, PANEL_CELLS - 2) + " │\n╰" + line + "╯\n";
  }
}
