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
import llmbench.plan.LevelOutcome;
import llmbench.report.compare.CompareText;
import llmbench.report.html.HtmlPage;
import llmbench.reporting.PlanDirectories;
import llmbench.reporting.PlanEnding;
import llmbench.reporting.PlanReport;
import llmbench.timeline.PlanFacts;

/**
 * What a consistency check comes to: its levels beside each other, and each beside the server's own
 * account; those that are there.
 */
public final class ConsistencyReport implements PlanReport {

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

  @Override
  public String plan() {
    return "consistency";
  }

  @Override
  public boolean isSweep() {
    return false;
  }

  /** Prints the comparisons, and writes a page of all levels into the run's directory. */
  @Override
  public PlanEnding report(
      PlanDirectories where, PlanFacts plan, List<LevelOutcome> outcomes, PrintStream out)
      throws IOException {
    List<RunViews> runs = new ArrayList<>();
    Columns alone =
        print(levels(where.directory(), plan, "single"), "One request alone", runs, out);
    Columns load = print(levels(where.directory(), plan, "load"), "The whole load", runs, out);
    SourceDoubts doubts = new SourceDoubts();
    runs.forEach(run -> doubts.add(run.name(), run.doubts()));
    doubts.print(out);
    Columns shown = load.isOfSeveral() ? load : alone;
    if (shown.isOfSeveral()) {
      Path page = where.directory().resolve(HtmlPage.FILE);
      new ComparePage(new HtmlPage.Compared(shown.comparison(), shown.places, doubts.all()))
          .write(page, runs);
      out.println("\nWritten: " + page);
    }
    return PlanEnding.of(doubts.status());
  }

  /** The levels of one part of the check that are there, by the tool whose requests they sent. */
  private static Map<ToolVersion, RunViews> levels(Path runDirectory, PlanFacts plan, String part) {
    Map<ToolVersion, RunViews> levels = new LinkedHashMap<>();
    for (PlanFacts.Level level : plan.levels()) {
      Path directory = runDirectory.resolve(level.name());
      if (level.setting("part").equals(part) && RunViews.isRun(directory)) {
        levels.put(version(level), RunViews.read(directory));
      }
    }
    return levels;
  }

  private static ToolVersion version(PlanFacts.Level level) {
    String label = level.setting("compat");
    return ToolVersion.labelled(label)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the level " + level.name() + " has no version of a tool that is known"));
  }

  /**
   * Prints one part of the check.
   *
   * @param runs all so far, in their order on the page; those of this part are added
   */
  private static Columns print(
      Map<ToolVersion, RunViews> levels, String title, List<RunViews> runs, PrintStream out) {
    int first = runs.size();
    runs.addAll(levels.values());
    Columns tools = tools(levels, first);
    print(title + ": each tool's requests, by its own definitions", tools, out);
    sayWhether(tools, out);
    Columns truths = truths(levels, first);
    print(title + ": our true figures beside the server's own account", truths, out);
    return tools.and(truths);
  }

  private static void print(String title, Columns columns, PrintStream out) {
    if (columns.isOfSeveral()) {
      out.println("\n" + title + "\n");
      out.print(CompareText.of(columns.comparison()));
    }
  }

  private static void sayWhether(Columns tools, PrintStream out) {
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
                    ToolColumns.of(requests + "as the server did", truth, run.prompts())
                        .under(seen.load()),
                    ours,
                    at);
              });
    }
    return columns;
  }
}
