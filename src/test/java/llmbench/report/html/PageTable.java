package llmbench.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.observed.Connecting;
import llmbench.metrics.observed.FirstAnswer;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.report.conversations.ConversationTable;
import llmbench.report.evalscope.EvalscopeRows;
import llmbench.report.evalscope.EvalscopeRun;
import llmbench.report.limits.LimitsTable;
import llmbench.report.server.ServerRows;
import llmbench.report.shards.ShardTable;
import llmbench.report.targets.TargetTable;
import llmbench.report.vllm.VllmReportSettings;
import llmbench.report.vllm.VllmRows;
import org.jspecify.annotations.Nullable;

/**
 * Figures by one definition, as a table.
 *
 * @param id of the definition
 * @param chosen whether it is the run's own
 * @param columns their headings
 */
public record PageTable(
    String id, String title, boolean chosen, List<String> columns, List<Row> rows) {

  private static final List<String> COLUMNS = List.of("Figure", "Value");
  private static final String MILLIS = " (ms)";
  private static final String WITHOUT_CONNECTING = " without connecting";

  /**
   * A row: a heading, or cells with the text of their (?).
   *
   * @param help place of the text in {@link PageData#helps}
   */
  public record Row(
      @Nullable String section, @Nullable List<String> cells, @Nullable Integer help) {

    static Row heading(String words) {
      return new Row(words, null, null);
    }

    static Row of(List<String> cells) {
      Optional<Help> help = Help.of(cells.get(0));
      return new Row(null, List.copyOf(cells), help.map(Help::place).orElse(null));
    }
  }

  public PageTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The block of {@code vllm bench serve}, with all its sections. */
  public static PageTable of(VllmFigures figures, VllmReportSettings settings, boolean chosen) {
    List<Row> rows = new ArrayList<>();
    for (VllmRows.Section section : VllmRows.of(figures, settings)) {
      if (!rows.isEmpty()) {
        rows.add(Row.heading(section.heading().strip()));
      }
      section.rows().forEach(row -> rows.add(Row.of(List.of(row.label(), row.value()))));
    }
    String label = settings.compat().label();
    return new PageTable(label, titled(label), chosen, COLUMNS, rows);
  }

  /**
   * Both tables of {@code evalscope perf}.
   *
   * @param label of the version whose they are
   */
  public static List<PageTable> of(
      EvalscopeFigures figures, String label, EvalscopeRun run, boolean chosen) {
    return List.of(
        table(label, titled(label), chosen, EvalscopeRows.summary(figures, run)),
        table(
            label + "-percentiles",
            titled(label) + ": percentiles",
            chosen,
            EvalscopeRows.percentiles(figures)));
  }

  /**
   * The requests of each name, a row each.
   *
   * @param named in the order in which they are shown
   */
  public static PageTable byName(Map<String, VllmFigures> named) {
    List<String> columns =
        List.of(
            "Name",
            "Successful",
            "Failed",
            "Output tokens",
            "P50 TTFT" + MILLIS,
            "P99 TTFT" + MILLIS,
            "P50 TPOT" + MILLIS,
            "P50 E2EL" + MILLIS,
            "P99 E2EL" + MILLIS);
    List<Row> rows = new ArrayList<>();
    named.forEach((name, figures) -> rows.add(new Row(null, cells(name, figures), null)));
    return new PageTable("by-name", "By name", true, columns, rows);
  }

  private static List<String> cells(String name, VllmFigures figures) {
    return List.of(
        name,
        String.valueOf(figures.completed()),
        String.valueOf(figures.failed()),
        String.valueOf(figures.outputTokens()),
        percentile(figures.ttft(), 50),
        percentile(figures.ttft(), 99),
        percentile(figures.tpot(), 50),
        percentile(figures.e2el(), 50),
        percentile(figures.e2el(), 99));
  }

  private static String percentile(Distribution millis, int percent) {
    return millis.size() == 0 ? "–" : Rounded.text(millis.percentile(percent));
  }

  /** A row for each shard. */
  public static PageTable of(ShardTable shards) {
    List<Row> rows = shards.rows().stream().map(cells -> new Row(null, cells, null)).toList();
    return new PageTable("shards", ShardTable.TITLE, false, shards.columns(), rows);
  }

  /** The server's own account, beside ours. */
  public static PageTable ofServer(List<ServerRows.Section> sections) {
    List<Row> rows = new ArrayList<>();
    for (ServerRows.Section section : sections) {
      rows.add(Row.heading(section.heading()));
      section
          .rows()
          .forEach(
              row -> rows.add(new Row(null, List.of(row.label(), row.server(), row.ours()), null)));
    }
    List<String> columns = List.of("Figure", "The server's", "Ours");
    return new PageTable("server", "The server's own account", false, columns, rows);
  }

  /** The figures by target. */
  public static PageTable of(TargetTable targets) {
    return plain("by-target", TargetTable.TITLE, targets.columns(), targets.rows());
  }

  /** How far figures may be off. */
  public static PageTable of(LimitsTable limits) {
    return plain("limits", LimitsTable.TITLE, LimitsTable.COLUMNS, limits.rows());
  }

  /** What turns and conversations came to. */
  public static List<PageTable> of(ConversationTable conversations) {
    return List.of(
        plain("turns", "Turns of conversations", conversations.columns(), conversations.rows()),
        plain(
            "conversations",
            ConversationTable.TITLE,
            ConversationTable.EACH_COLUMNS,
            conversations.each()));
  }

  private static PageTable plain(
      String id, String title, List<String> columns, List<List<String>> rows) {
    return new PageTable(
        id, title, false, columns, rows.stream().map(cells -> new Row(null, cells, null)).toList());
  }

  /** The true figures. */
  public static PageTable of(TrueFigures seen) {
    List<Row> rows = new ArrayList<>();
    add(rows, "Peak requests in flight", String.valueOf(seen.peakConcurrency()));
    if (seen.datasetInputTokens() > 0) {
      add(rows, "Input tokens without template", String.valueOf(seen.datasetInputTokens()));
    }
    add(rows, "Output chunks", String.valueOf(seen.outputChunks()));
    add(rows, "Output chunks per token", Rounded.text(seen.chunksPerToken()));
    PageTime.of(seen)
        .forEach(time -> add(rows, time.longTitle(), time.title() + MILLIS, time.spread()));
    FirstAnswer first = seen.firstAnswer();
    if (first.requests() > 0) {
      if (first.millis().size() > 0) {
        String title = "Time to the first token of the answer";
        add(rows, title, "to the answer" + MILLIS, first.millis());
      }
      add(rows, "Requests that thought first", String.valueOf(first.requests()));
    }
    Connecting connecting = seen.connecting();
    if (connecting.requests() > 0) {
      add(rows, "Connecting", "to connect" + MILLIS, connecting.times());
      add(rows, "Requests that had to connect", String.valueOf(connecting.requests()));
    }
    if (connecting.ttft().size() > 0) {
      String title = LatencyMetric.TTFT.words() + WITHOUT_CONNECTING;
      String name = LatencyMetric.TTFT.label() + WITHOUT_CONNECTING + MILLIS;
      add(rows, title, name, connecting.ttft());
    }
    return new PageTable("true", "The true figures", false, COLUMNS, rows);
  }

  private static void add(List<Row> rows, String heading, String name, Distribution millis) {
    rows.add(Row.heading(heading));
    add(rows, "Mean " + name, Rounded.text(millis.mean()));
    add(rows, "Median " + name, Rounded.text(millis.median()));
    for (int percent : List.of(90, 99)) {
      add(rows, "P" + percent + " " + name, Rounded.text(millis.percentile(percent)));
    }
  }

  private static void add(List<Row> rows, String label, String value) {
    rows.add(Row.of(List.of(label, value)));
  }

  private static PageTable table(
      String id, String title, boolean chosen, List<List<String>> cells) {
    List<Row> rows = new ArrayList<>();
    for (List<String> row : cells.subList(1, cells.size())) {
      boolean heading = row.get(row.size() - 1).isEmpty();
      rows.add(heading ? Row.heading(row.get(0).replace("─", "").strip()) : Row.of(row));
    }
    return new PageTable(id, title, chosen, cells.get(0), rows);
  }

  private static String titled(String label) {
    return label.replace("vllm-", "vLLM bench ").replace("evalscope-", "evalscope ");
  }
}
