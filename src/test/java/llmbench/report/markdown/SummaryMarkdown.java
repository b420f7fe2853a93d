package llmbench.report.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import llmbench.comparison.Column;
import llmbench.comparison.Figure;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.observed.Connecting;
import llmbench.metrics.observed.Departures;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.report.conversations.ConversationTable;
import llmbench.report.limits.LimitsTable;
import llmbench.report.targets.TargetTable;
import llmbench.runlog.RunHead;
import llmbench.timeline.Counted;
import llmbench.verdict.Doubt;
import llmbench.verdict.FailureKind;
import llmbench.verdict.Outcome;
import llmbench.verdict.SloResult;

/**
 * summary.md, in GitHub's Markdown and at most {@link Blocks#MAX_CHARS} characters long.
 *
 * @param outcome of the run
 * @param head of the run
 * @param ending how it ended, where that was not by its last prompt
 * @param shards that it is, and how well their clocks are known; empty where it is none
 * @param own the chosen tool's figures
 * @param seen the true ones; empty where there are no token times of ours
 * @param departures how requests set out that had times of their own
 * @param connecting what it was to connect
 * @param strict vLLM bench's figures over our successes, for the goodput
 * @param limits how far these may be off
 * @param conversations what they came to; empty where no request is a turn of one
 * @param targets by target, where the run has several
 * @param failures by their kinds
 * @param command that repeats the run; empty where it isn't known
 * @param files that lie beside this one
 */
public record SummaryMarkdown(
    Outcome outcome,
    RunHead head,
    Optional<String> ending,
    Optional<String> shards,
    Column own,
    Optional<Column> seen,
    Departures departures,
    Connecting connecting,
    VllmFigures strict,
    LimitsTable limits,
    Optional<ConversationTable> conversations,
    TargetTable targets,
    List<FailureKind> failures,
    Optional<String> command,
    List<String> files) {

  /** The file's name in a run directory. */
  public static final String FILE = "summary.md";

  private static final int NAME_CHARS = 200;
  private static final int TEXT_CHARS = 600;
  private static final int COMMAND_CHARS = 6_000;
  private static final int MAX_KINDS = 10;

  public SummaryMarkdown {
    failures = List.copyOf(failures);
    files = List.copyOf(files);
  }

  /** The file's text. */
  public String text() {
    Blocks out = new Blocks();
    out.block("## " + title());
    HeadBlock.write(head, head.load(), out);
    ending.ifPresent(how -> out.block("> " + Markdown.code(how, TEXT_CHARS)));
    shards.ifPresent(all -> out.block("**Shards** " + Markdown.code(all, TEXT_CHARS)));
    slos(out);
    figures(out);
    conversations.ifPresent(table -> ConversationBlock.write(table, out));
    targets(out);
    failures(out);
    doubts(out);
    details(out);
    return out.toString();
  }

  private String title() {
    String line = Markdown.prose(outcome.line(), TEXT_CHARS);
    if (outcome.isFailure()) {
      return "❌ LLM benchmark failed: " + line;
    }
    return outcome.slos().isEmpty() ? "LLM benchmark: " + line : "✅ LLM benchmark passed: " + line;
  }

  private void slos(Blocks out) {
    if (outcome.slos().isEmpty()) {
      return;
    }
    out.block("| | SLO | measured | limit | margin |");
    out.line("|---|---|--:|--:|---|");
    for (SloResult result : outcome.slos()) {
      out.line(
          "| "
              + (result.kept() ? "✅ kept" : "❌ **broken**")
              + " | `"
              + result.slo().text()
              + "` | "
              + result.measuredText()
              + " | "
              + result.limitText()
              + " | "
              + result.margin()
              + " |");
    }
  }

  private void figures(Blocks out) {
    out.block(
        Counted.of(Math.round(own.figure(Figure.SUCCEEDED).orElse(0)), "request")
            + " succeeded, "
            + count(Figure.FAILED)
            + " failed, in "
            + figure(own, Figure.DURATION)
            + " s: "
            + figure(own, Figure.REQUEST_RATE)
            + " req/s, "
            + tokenRates()
            + goodput());
    schedule(out);
    out.block("| ms | mean | median | P99 |");
    out.line("|---|--:|--:|--:|");
    for (LatencyMetric metric : LatencyMetric.values()) {
      row(out, metric.label(), own, metric);
    }
    for (LatencyMetric metric : LatencyMetric.values()) {
      metric
          .observed()
          .ifPresent(
              what -> seen.ifPresent(honest -> row(out, what.label() + " (true)", honest, metric)));
    }
    before(out);
    limits(out);
  }

  private void limits(Blocks out) {
    if (!limits.rows().isEmpty()) {
      out.block("| " + String.join(" | ", LimitsTable.COLUMNS) + " |");
      out.line("|---|--:|--:|--:|");
      limits.rows().forEach(row -> out.line("| " + String.join(" | ", row) + " |"));
    }
  }

  /** What pools has input alone. */
  private String tokenRates() {
    String total = figure(own, Figure.TOTAL_RATE);
    boolean inputAlone =
        own.figure(Figure.OUTPUT_RATE).isEmpty() && own.figure(Figure.TOTAL_RATE).isPresent();
    return inputAlone
        ? total + " input tok/s."
        : figure(own, Figure.OUTPUT_RATE) + " output tok/s, " + total + " tok/s with the prompts.";
  }

  private void targets(Blocks out) {
    if (targets.rows().isEmpty()) {
      return;
    }
    out.block("| " + String.join(" | ", targets.columns()) + " |");
    int numbers = targets.columns().size() - targets.names();
    out.line("|" + "---|".repeat(targets.names()) + "--:|".repeat(numbers));
    for (List<String> row : targets.rows()) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        cells.add(i < targets.names() ? Markdown.prose(row.get(i), NAME_CHARS) : row.get(i));
      }
      out.line("| " + String.join(" | ", cells) + " |");
    }
  }

  private void schedule(Blocks out) {
    if (departures.planned() == 0) {
      return;
    }
    Distribution late = departures.late();
    String rates =
        departures.plannedRate() > 0
            ? String.format(
                Locale.ROOT,
                "%.2f req/s planned, %.2f sent. ",
                departures.plannedRate(),
                departures.sentRate())
            : "";
    out.block(
        rates
            + String.format(
                Locale.ROOT,
                "Sent after their time by %.2f ms on average, P50 %.2f, P99 %.2f, at most %.2f.",
                late.mean(),
                late.median(),
                late.percentile(99),
                late.max()));
  }

  /** What came before requests, beside the latencies that it is in, or is not. */
  private void before(Blocks out) {
    row(out, "Waited for room", departures.waited());
    row(out, "E2EL with the wait", departures.e2el());
    row(out, "To connect (" + connecting.requests() + ")", connecting.times());
    row(out, "TTFT without connecting", connecting.ttft());
  }

  private static void row(Blocks out, String name, Distribution millis) {
    if (millis.size() > 0) {
      out.line(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %.2f | %.2f |",
              name,
              millis.mean(),
              millis.median(),
              millis.percentile(99)));
    }
  }

  private String goodput() {
    return strict.goodRequests().isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            " Goodput: %.2f req/s; %s every limit.",
            strict.requestGoodput().orElse(0),
            strict.goodRequests().getAsInt() == 1
                ? "1 request keeps"
                : Counted.of(strict.goodRequests().getAsInt(), "request") + " keep");
  }

  /** Not a row of a thing that was not measured. */
  private static void row(Blocks out, String name, Column column, LatencyMetric metric) {
    Figure mean = Figure.mean(metric);
    Figure median = Figure.median(metric);
    if (column.figure(mean).isPresent() || column.figure(median).isPresent()) {
      out.line(
          "| "
              + name
              + " | "
              + figure(column, mean)
              + " | "
              + figure(column, median)
              + " | "
              + figure(column, Figure.p99(metric))
              + " |");
    }
  }

  private String count(Figure figure) {
    return String.format(Locale.ROOT, "%.0f", own.figure(figure).orElse(0));
  }

  private static String figure(Column column, Figure figure) {
    OptionalDouble value = column.figure(figure);
    return value.isEmpty()
        ? "–"
        : String.format(Locale.ROOT, "%." + figure.decimals() + "f", value.getAsDouble());
  }

  private void failures(Blocks out) {
    if (failures.isEmpty()) {
      return;
    }
    out.block("**Failures**").line("");
    for (FailureKind kind : failures.subList(0, Math.min(MAX_KINDS, failures.size()))) {
      String body = kind.body();
      String answer = body == null ? "" : Markdown.code(body, TEXT_CHARS);
      out.line(
          "* "
              + kind.count()
              + " × "
              + Markdown.code(kind.line(), TEXT_CHARS)
              + (answer.isEmpty() ? "" : ": " + answer));
    }
    if (failures.size() > MAX_KINDS) {
      out.line("* … and " + (failures.size() - MAX_KINDS) + " other kinds");
    }
  }

  private void doubts(Blocks out) {
    if (outcome.doubts().isEmpty()) {
      return;
    }
    out.block("**Doubts**").line("");
    for (Doubt doubt : outcome.doubts()) {
      out.line(
          "* "
              + (outcome.failOnDoubts() ? "❌" : "⚠️")
              + " `"
              + doubt.name()
              + "`: "
              + Markdown.prose(doubt.message(), TEXT_CHARS)
              + ". "
              + Markdown.prose(doubt.advice(), TEXT_CHARS));
    }
  }

  private void details(Blocks out) {
    StringBuilder details = new StringBuilder();
    command.ifPresent(
        line ->
            details
                .append("<details><summary>The command that repeats it</summary>\n\n")
                .append(Markdown.block(line, COMMAND_CHARS))
                .append("\n\n</details>\n\n"));
    if (!files.isEmpty()) {
      details
          .append("Files: ")
          .append(String.join(", ", files.stream().map(SummaryMarkdown::name).toList()));
    }
    if (!details.isEmpty()) {
      out.block(details.toString().strip());
    }
  }

  private static String name(String file) {
    return Markdown.code(file, NAME_CHARS);
  }
}
