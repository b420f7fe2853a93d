package llmbench.report.shards;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import llmbench.runlog.shards.ShardSet;
import llmbench.timeline.RunFacts;
import llmbench.timeline.ServerClock;

/**
 * A row for each shard: its share, and how its client did.
 *
 * @param columns their headings
 * @param rows cells, as many as columns; texts of the run's, to be escaped by whoever shows them
 */
public record ShardTable(List<String> columns, List<List<String>> rows) {

  /** What the table is called, wherever it stands. */
  public static final String TITLE = "Shards";

  private static final String NONE = "–";
  private static final double PERCENT = 100;

  public ShardTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The table of these. */
  public static ShardTable of(ShardSet set) {
    return new ShardTable(
        List.of(
            "Shard",
            "Machine",
            "Ended",
            "Prompts",
            "Requests",
            "Failed",
            "Lag P99 (ms)",
            "CPU (%)",
            "GC (ms)",
            "Server's clock less its own (ms)",
            "Corrected by (ms)",
            "Directory"),
        ShardHealth.of(set).stream().map(ShardTable::row).toList());
  }

  private static List<String> row(ShardHealth it) {
    ServerClock clock = it.shard().clock();
    Long prompts = it.prompts();
    return List.of(
        it.shard().toString(),
        it.machine().isEmpty() ? NONE : it.machine(),
        ended(it.state()),
        prompts == null ? NONE : String.valueOf(prompts),
        String.valueOf(it.requests()),
        String.valueOf(it.failed()),
        fixed("%.1f", it.lagMillis(), 1),
        fixed("%.0f", it.cpu(), PERCENT),
        fixed("%.0f", it.gcMillis(), 1),
        clock == null
            ? NONE
            : String.format(
                Locale.ROOT, "%.1f ± %.1f", clock.offsetMillis(), clock.uncertaintyMillis()),
        it.correctionMillis() == 0
            ? NONE
            : String.format(Locale.ROOT, "%.1f", it.correctionMillis()),
        it.directory());
  }

  private static String ended(RunFacts.State state) {
    return switch (state) {
      case FINISHED -> "by itself";
      case STOPPED -> "stopped";
      case RUNNING -> "not";
    };
  }

  private static String fixed(String format, OptionalDouble value, double factor) {
    return value.isEmpty()
        ? NONE
        : String.format(Locale.ROOT, format, factor * value.getAsDouble());
  }
}
