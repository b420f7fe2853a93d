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
import llmbench.report.server.ServerRows;
import llmbench.runlog.RecordedRun;

/** What was read of a run, put together for its page. */
public final class PageRuns {

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

  private static String name(Path directory) {
    Path name = directory.toAbsolutePath().normalize().getFileName();
    return name == null ? directory.toString() : name.toString();
  }

  private PageRun run(int buckets) {
    boolean ours = !input.runs().isEmpty();
    PageWalk walk = PageWalk.over(parts, buckets);
    return new PageRun(
        name(input.runs()),
        PageHeads.of(input),
        parts.outcome(),
        times(),
        parts.seen().map(PageTime::of).orElse(List.of()),
        rates(),
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
    RunEnding.of(input.runs())
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
