package llmbench.report.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.levels.LevelStatistic;
import llmbench.metrics.levels.SweepFigures;
import llmbench.metrics.levels.SweptLevel;
import llmbench.metrics.numbers.Interval;
import llmbench.metrics.numbers.MeanEstimate;
import llmbench.runlog.RunHead;
import llmbench.timeline.Counted;
import llmbench.verdict.LevelDoubt;

/**
 * summary.md of several levels: the answer, a row a level, the doubts.
 *
 * @param head of the first level's run
 * @param load all loads in words
 * @param answer to what the levels were measured for, in a sentence
 * @param figures of the levels
 * @param failed whether the exit status isn't 0
 * @param doubts that levels raise
 * @param files that lie beside this one
 */
public record SweepMarkdown(
    RunHead head,
    String load,
    String answer,
    SweepFigures figures,
    boolean failed,
    List<LevelDoubt> doubts,
    List<String> files) {

  private static final int NAME_CHARS = 200;
  private static final int TEXT_CHARS = 600;

  public SweepMarkdown {
    doubts = List.copyOf(doubts);
    files = List.copyOf(files);
  }

  /** The file's text. */
  public String text() {
    Blocks out = new Blocks();
    String levels = "LLM benchmark of " + Counted.of(figures.levels().size(), "level");
    out.block("## " + (failed ? "❌ " + levels + " failed" : levels));
    out.block("**" + Markdown.prose(answer, TEXT_CHARS) + "**");
    HeadBlock.write(head, load, out);
    table(out);
    if (!doubts.isEmpty()) {
      out.block("**Doubts**").line("");
      doubts.forEach(each -> out.line(doubt(each)));
    }
    if (!files.isEmpty()) {
      List<String> names = files.stream().map(file -> Markdown.code(file, NAME_CHARS)).toList();
      out.block("Files: " + String.join(", ", names));
    }
    return out.toString();
  }

  private static String doubt(LevelDoubt each) {
    return "* ⚠️ `"
        + each.doubt().name()
        + "`: "
        + Markdown.prose(each.message(), TEXT_CHARS)
        + ". "
        + Markdown.prose(each.doubt().advice(), TEXT_CHARS);
  }

  /** Throughput, and of each latency what all but one of a hundred keep. */
  private void table(Blocks out) {
    List<LevelStatistic> shown =
        Stream.concat(
                Stream.of(LevelStatistic.REQUESTS, figures.throughput(), LevelStatistic.PER_USER),
                Stream.of(LatencyMetric.values())
                    .map(metric -> LevelStatistic.of(metric, LevelStatistic.Aggregate.P99)))
            .filter(each -> figures.levels().stream().anyMatch(l -> l.statistic(each).isPresent()))
            .toList();
    boolean asked = figures.levels().stream().anyMatch(level -> !level.goals().isEmpty());
    List<String> titles = new ArrayList<>(List.of("level", "succeeded"));
    shown.forEach(each -> titles.add(title(each)));
    out.block("| " + String.join(" | ", titles) + (asked ? " | SLOs |" : " |"));
    out.line("|---|" + "--:|".repeat(titles.size() - 1) + (asked ? "---|" : ""));
    for (int place = 0; place < figures.levels().size(); place++) {
      SweptLevel level = figures.levels().get(place);
      List<String> cells = new ArrayList<>();
      cells.add(Markdown.prose(figures.words(level), NAME_CHARS) + mark(place));
      cells.add(String.format(Locale.ROOT, "%,d of %,d", level.succeeded(), level.requests()));
      shown.forEach(each -> cells.add(level.statistic(each).map(SweepMarkdown::cell).orElse("–")));
      if (asked) {
        cells.add(level.isKept() ? "✅ kept" : "❌ **broken**");
      }
      out.line("| " + String.join(" | ", cells) + " |");
    }
  }

  private static String title(LevelStatistic statistic) {
    boolean named = statistic.metric().isEmpty();
    return named ? statistic.title() : statistic.title() + " (" + statistic.unit() + ")";
  }

  private String mark(int place) {
    if (figures.knee().filter(knee -> knee.place() == place).isPresent()) {
      return " (knee)";
    }
    return figures.oversaturated().contains(place) ? " (only waits)" : "";
  }

  private static String cell(MeanEstimate estimate) {
    String mean = number(estimate.mean());
    return estimate
        .interval()
        .map(Interval::halfWidth)
        .map(half -> mean + " ± " + number(half))
        .orElse(mean);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
