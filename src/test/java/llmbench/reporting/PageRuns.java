package llmbench.reporting;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.ToolVersion;
import llmbench.report.evalscope.EvalscopeText;
import llmbench.report.html.PageGoodput;
import llmbench.report.html.PageRates;
import llmbench.report.html.PageRun;
import llmbench.report.html.PageTime;
import llmbench.report.html.ScheduleTable;
import llmbench.report.server.ServerRows;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.shards.ShardSet;
import llmbench.timeline.Counted;

/** What was read of a run, put together for its page. */
public final class PageRuns {

  private static final int MOST_NAMED = 3;

  private final ReportParts parts;
  private final ReportInput input;
  private final ToolVersion chosen;
  private final boolean evalscope;

  private PageRuns(ReportParts parts) {
    this.parts = parts;
    input = parts.input();
    chosen = input.options().compat();
    evalscope = chosen.tool() == ToolVersion.Tool.EVALSCOPE && parts.evalscope().isPresent();
  }

  /**
   * A run on a page.
   *
   * @param sharing how many runs are on the page
   */
  public static PageRun of(ReportParts parts, int sharing) {
    return new PageRuns(parts).run(PageRun.buckets(sharing));
  }

  /** The name of what was read: of its directory, or of all of them. */
  static String name(List<RecordedRun> runs) {
    if (runs.isEmpty()) {
      return "vllm bench serve";
    }
    return runs.stream().map(run -> name(run.directory())).collect(Collectors.joining(" + "));
  }

  /** Of many the first ones: a row each is in the table of them. */
  private static String name(ShardSet shards) {
    List<RecordedRun> parts = shards.parts();
    String first = name(parts.subList(0, Math.min(MOST_NAMED, parts.size())));
    int others = parts.size() - MOST_NAMED;
    return others > 0 ? first + " and " + Counted.of(others, "other shard") : first;
  }

  private static String name(Path directory) {
    Path name = directory.toAbsolutePath().normalize().getFileName();
    return name == null ? directory.toString() : name.toString();
  }

  private PageRun run(int buckets) {
    boolean ours = !input.runs().isEmpty();
    PageWalk walk = PageWalk.over(parts, buckets);
    return new PageRun(
        input.shards().map(PageRuns::name).orElse(name(input.runs())),
        PageHeads.of(input),
        parts.outcome(),
        times(),
        parts.seen().map(PageTime::of).orElse(List.of()),
        rates(),
        parts.seen().map(seen -> ScheduleTable.notes(parts.departures(), seen)).orElse(Map.of()),
        goodput(),
        walk.charts(),
        ours,
        walk.tables(),
        parts.failures(),
        footnotes());
  }

  private List<PageTime> times() {
    if (input.isLogOnly()) {
      return PageTime.ofLog(input.logTtft(), TrueFigures.of(input.records(), 0).e2el());
    }
    return evalscope
        ? PageTime.of(parts.evalscope().orElseThrow().figures())
        : PageTime.of(input.figures());
  }

  private PageRates rates() {
    return evalscope
        ? PageRates.of(parts.evalscope().orElseThrow().figures())
        : PageRates.of(input.figures(), input.hasTokens(), input.usedDialect().isOfPooling());
  }

  private Optional<PageGoodput> goodput() {
    Map<String, Double> limits = input.options().shown().goodputMillis();
    VllmFigures figures = input.strictFigures();
    return limits.isEmpty() || input.isLogOnly() || figures.requestGoodput().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PageGoodput(
                limits, figures.goodRequests(), figures.requestGoodput().getAsDouble()));
  }

  private List<String> footnotes() {
    List<String> notes = new ArrayList<>();
    RunEnding.of(input)
        .ifPresent(line -> notes.add("The figures are those of a part of the run: " + line + "."));
    if (input.isLogOnly()) {
      notes.add("From simulation.log alone: whole milliseconds, and no token times.");
    }
    parts
        .seen()
        .filter(seen -> !input.isOwnSimulation())
        .filter(seen -> seen.datasetInputTokens() != input.strictFigures().inputTokens())
        .ifPresent(seen -> notes.add(inputTokens(seen)));
    parts
        .seen()
        .filter(seen -> seen.outputChunks() > 0)
        .ifPresent(
            seen ->
                notes.add(
                    String.format(
                        Locale.ROOT,
                        "%.2f output chunks to a token: a gap between chunks is a gap between"
                            + " tokens where this is 1.",
                        seen.chunksPerToken())));
    parts.server().flatMap(ServerRows::whose).ifPresent(notes::add);
    if (evalscope) {
      EvalscopeText.footnote(parts.evalscope().orElseThrow().figures())
          .ifPresent(note -> notes.add(note.replace('\n', ' ')));
    }
    if (input.runs().isEmpty()) {
      notes.add("A result of vLLM bench: its chunks are drawn as if each were an output.");
    }
    return notes;
  }

  private String inputTokens(TrueFigures seen) {
    return String.format(
        Locale.ROOT,
        "Input tokens of the successful requests by the dataset: %,d; in vLLM's table: %,d. The"
            + " server counts the chat template, too.",
        seen.datasetInputTokens(),
        input.strictFigures().inputTokens());
  }
}
