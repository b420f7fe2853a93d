package llmbench.reporting.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.comparison.Column;
import llmbench.comparison.Comparison;
import llmbench.comparison.ToolColumns;
import llmbench.options.ToolVersion;
import llmbench.report.compare.CompareText;
import llmbench.report.html.HtmlPage;
import llmbench.run.ConsistencyCheck;

/**
 * What a consistency check comes to: its steps beside each other, and each beside the server's own
 * account; those that are there.
 */
public final class ConsistencyReport {

  /** All runs of ours, in their order on the page. */
  private final List<RunViews> runs = new ArrayList<>();

  private final PrintStream out;

  private ConsistencyReport(PrintStream out) {
    this.out = out;
  }

  /** Columns that are compared, each with the place of its run. */
  private static final class Columns {

    private final List<Column> columns = new ArrayList<>();
    private final List<Integer> against = new ArrayList<>();
    private final List<Optional<Integer>> places = new ArrayList<>();

    void add(Column column, int with, int run) {
      columns.add(column);
      against.add(with);
      places.add(Optional.of(run));
    }

    Columns and(Columns more) {
      Columns all = new Columns();
      List.of(this, more)
          .forEach(
              part -> {
                int before = all.columns.size();
                part.against.forEach(with -> all.against.add(before + with));
                all.columns.addAll(part.columns);
                all.places.addAll(part.places);
              });
      return all;
    }

    boolean isOfSeveral() {
      return columns.size() > 1;
    }

    Comparison comparison() {
      return new Comparison(columns, against, Comparison.DEFAULT_TOLERANCE_PERCENT);
    }
  }

  /** Prints the comparisons, and writes a page of all steps into the run's directory. */
  public static void make(Path runDirectory, PrintStream out) throws IOException {
    ConsistencyReport report = new ConsistencyReport(out);
    Columns alone = report.print(runDirectory, ConsistencyCheck.SINGLE, "One request alone");
    Columns load = report.print(runDirectory, ConsistencyCheck.LOAD, "The whole load");
    Columns shown = load.isOfSeveral() ? load : alone;
    if (shown.isOfSeveral()) {
      Path page = runDirectory.resolve(HtmlPage.FILE);
      new ComparePage(shown.comparison(), shown.places).write(page, report.runs);
      out.println("\nWritten: " + page);
    }
  }

  private Columns print(Path runDirectory, String suffix, String title) {
    Map<ToolVersion, RunViews> parts = new LinkedHashMap<>();
    for (ToolVersion compat : ConsistencyCheck.TOOLS) {
      Path part = runDirectory.resolve(compat.label() + suffix);
      if (RunViews.isRun(part)) {
        parts.put(compat, RunViews.read(part));
      }
    }
    int first = runs.size();
    runs.addAll(parts.values());
    Columns tools = tools(parts, first);
    print(title + ": each tool's requests, by its own definitions", tools);
    sayWhether(tools);
    Columns truths = truths(parts, first);
    print(title + ": our true figures beside the server's own account", truths);
    return tools.and(truths);
  }

  private void print(String title, Columns columns) {
    if (columns.isOfSeveral()) {
      out.println("\n" + title + "\n");
      out.print(CompareText.of(columns.comparison()));
    }
  }

  private void sayWhether(Columns tools) {
    if (tools.isOfSeveral()) {
      long differing = tools.comparison().differing();
      out.println(
          differing == 0
              ? "Consistent: nothing that can be compared differs."
              : "Not consistent: " + differing + " figures differ.");
    }
  }

  /**
   * Each tool's requests, compared with the first tool's.
   *
   * @param first place of the first run
   */
  private static Columns tools(Map<ToolVersion, RunViews> parts, int first) {
    Columns columns = new Columns();
    parts.forEach(
        (compat, run) ->
            columns.add(
                run.column(compat.label()).named(compat.tool().command() + "'s"),
                0,
                first + columns.columns.size()));
    return columns;
  }

  /** The server's own accounts, each compared with ours. */
  private static Columns truths(Map<ToolVersion, RunViews> parts, int first) {
    Columns columns = new Columns();
    int place = first;
    for (Map.Entry<ToolVersion, RunViews> part : parts.entrySet()) {
      RunViews run = part.getValue();
      int at = place++;
      run.truth()
          .ifPresent(
              truth -> {
                int ours = columns.columns.size();
                String requests = part.getKey().tool().command() + "'s requests, ";
                Column seen = run.column(RunViews.TRUE);
                columns.add(seen.named(requests + "as we timed them"), ours, at);
                columns.add(
                    ToolColumns.of(requests + "as the server did", truth, run.prompts()), ours, at);
              });
    }
    return columns;
  }
}
