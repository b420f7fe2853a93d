package llmbench.report.html;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.levels.Knee;
import llmbench.metrics.levels.LevelStatistic;
import llmbench.metrics.levels.Oversaturated;
import llmbench.metrics.levels.SweepFigures;
import llmbench.metrics.levels.SweptLevel;
import llmbench.metrics.numbers.Interval;
import llmbench.metrics.numbers.MeanEstimate;
import llmbench.options.slo.Slo;
import llmbench.options.slo.SloStatistic;
import llmbench.timeline.Counted;
import llmbench.verdict.LevelDoubt;
import llmbench.verdict.SloResult;
import org.jspecify.annotations.Nullable;

/**
 * What the page of several levels shows.
 *
 * @param head of the run of all levels
 * @param answer to what the levels were measured for, in a sentence
 * @param figures of the levels
 * @param doubts that they raise
 * @param limits on latencies, for the charts
 * @param advice of the tool whose plan it is; empty where it gives none
 * @param footnotes what has to be said of the figures
 */
public record SweepPage(
    PageHead head,
    String answer,
    SweepFigures figures,
    List<LevelDoubt> doubts,
    List<Limit> limits,
    Optional<Advice> advice,
    List<String> footnotes) {

  private static final int MAX_TITLE_CHARS = 80;
  private static final int LOAD_DECIMALS = 6;
  private static final int PERCENT = 100;

  private static final String OVER_RULE =
      "\"only waits\": a level with less load has as much throughput, within "
          + Math.round(100 * Oversaturated.USUAL_NOISE)
          + " %, and a mean latency that is lower by more than twice that.";

  /**
   * A limit on a latency.
   *
   * @param metric the latency's id
   * @param text as the SLO is written
   * @param value in milliseconds
   */
  public record Limit(String metric, String text, double value) {

    /** That of an SLO; empty where it is on no latency, or has no limit. */
    public static Optional<Limit> of(SloResult result) {
      Slo slo = result.slo();
      return slo.statistic().quantity() instanceof SloStatistic.Latency latency
              && result.limit().value().isPresent()
          ? Optional.of(
              new Limit(latency.metric().id(), slo.text(), result.limit().value().getAsDouble()))
          : Optional.empty();
    }
  }

  /**
   * What a tool says of the levels, in its own words.
   *
   * @param title of that part of its page
   * @param facts such as which level is the best
   * @param lines whole sentences
   */
  public record Advice(String title, List<PageHead.Fact> facts, List<String> lines) {

    public Advice {
      facts = List.copyOf(facts);
      lines = List.copyOf(lines);
    }
  }

  public SweepPage {
    doubts = List.copyOf(doubts);
    limits = List.copyOf(limits);
    footnotes = List.copyOf(footnotes);
  }

  /**
   * The page, {@link HtmlPage#MAX_BYTES} at most: where there are more levels than it has room for,
   * it shows some of them and says so.
   */
  public String page(String generator) {
    PageTemplate template = PageTemplate.ofLevels();
    String title = "LLM Bench: " + Counted.of(figures.levels().size(), "level");
    if (!head.model().isEmpty()) {
      title = PageCaps.cut(head.model(), MAX_TITLE_CHARS) + " – " + title;
    }
    int room =
        HtmlPage.MAX_BYTES - template.page(title, "").getBytes(StandardCharsets.UTF_8).length;
    int shown = figures.levels().size();
    for (PageCaps caps : PageCaps.of(1)) {
      String json = PageJson.of(data(generator, shown), caps.textChars());
      if (json.length() <= room) {
        return template.page(title, json);
      }
      shown = Math.max(1, shown / 2);
    }
    throw new IllegalStateException("A page of one level is larger than " + HtmlPage.MAX_BYTES);
  }

  private PageData data(String generator, int shown) {
    int all = figures.levels().size();
    List<String> notes =
        shown < all
            ? List.of("There was room for " + shown + " of " + all + " levels.")
            : List.of();
    return new PageData(
        PageData.SCHEMA, generator, Help.texts(), List.of(), null, data(shown), notes);
  }

  /**
   * Its data.
   *
   * @param shown only so many levels, spread over all of them
   */
  SweepData data(int shown) {
    int all = figures.levels().size();
    List<SweepData.Level> levels =
        IntStream.range(0, Math.min(shown, all))
            .map(at -> shown >= all ? at : (int) ((long) at * all / shown))
            .mapToObj(this::level)
            .toList();
    return new SweepData(
        head,
        verdict(),
        answer,
        figures.kind().unit(),
        figures.throughput().id(),
        figures.isOneLine(),
        LevelStatistic.ALL.stream().map(SweepPage::column).toList(),
        levels,
        figures.knee().map(SweepPage::mark).orElse(null),
        OVER_RULE,
        limits,
        advice.orElse(null),
        footnotes);
  }

  /** The answer takes the place of a line; a broken SLO at a high load is no failure by itself. */
  private PageData.Verdict verdict() {
    return new PageData.Verdict(
        "none",
        "",
        List.of(),
        doubts.stream()
            .map(
                each ->
                    new PageData.Doubted(
                        each.doubt().name(), each.message() + ".", each.doubt().advice()))
            .toList());
  }

  private static SweepData.Column column(LevelStatistic statistic) {
    return new SweepData.Column(
        statistic.id(),
        statistic.group(),
        statistic.label(),
        statistic.unit(),
        isInTable(statistic));
  }

  /** All but one of a hundred, and the mean, are enough; of the first token the usual one, too. */
  private static boolean isInTable(LevelStatistic statistic) {
    boolean usual = statistic.label().equals(LevelStatistic.Aggregate.P50.label());
    boolean many = statistic.label().equals(LevelStatistic.Aggregate.P90.label());
    return !many && (!usual || statistic.metric().equals(Optional.of(LatencyMetric.TTFT)));
  }

  private SweepData.Level level(int place) {
    SweptLevel level = figures.levels().get(place);
    boolean isRepeated = level.runs().size() > 1;
    return new SweepData.Level(
        figures.words(level),
        Rounded.of(level.load(), LOAD_DECIMALS),
        level.runs(),
        level.requests(),
        level.succeeded(),
        each(level, estimate -> OptionalDouble.of(estimate.mean())),
        isRepeated ? each(level, SweepPage::halfWidth) : null,
        isRepeated ? each(level, SweepPage::deviation) : null,
        isRepeated ? each(level, SweepPage::variationPercent) : null,
        level.goals().stream()
            .map(goal -> new SweepData.Goal(goal.slo(), goal.kept(), goal.of()))
            .toList(),
        figures.knee().isPresent() && figures.knee().get().place() == place,
        figures.oversaturated().contains(place),
        figures.front().contains(place));
  }

  /** One a column; null where it has none. */
  private static List<@Nullable BigDecimal> each(
      SweptLevel level, Function<MeanEstimate, OptionalDouble> of) {
    return LevelStatistic.ALL.stream()
        .<@Nullable BigDecimal>map(
            statistic ->
                Rounded.of(
                    level.statistic(statistic).map(of).orElse(OptionalDouble.empty()),
                    Rounded.SHOWN))
        .toList();
  }

  private static OptionalDouble halfWidth(MeanEstimate estimate) {
    return estimate.interval().stream().mapToDouble(Interval::halfWidth).findFirst();
  }

  private static OptionalDouble deviation(MeanEstimate estimate) {
    return estimate.count() < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(estimate.standardDeviation());
  }

  private static OptionalDouble variationPercent(MeanEstimate estimate) {
    OptionalDouble share = estimate.variation();
    return share.isPresent() ? OptionalDouble.of(PERCENT * share.getAsDouble()) : share;
  }

  private static SweepData.KneeMark mark(Knee knee) {
    String rule =
        switch (knee.kind()) {
          case SATURATED ->
              "\"knee\": the level nearest to a load of "
                  + Rounded.plain(knee.load(), 1)
                  + ", from where on throughput stays as it is.";
          case DIMINISHING ->
              "\"knee\": the level nearest to a load of "
                  + Rounded.plain(knee.load(), 1)
                  + ", where throughput over latency is highest (Kleinrock's power).";
        };
    return new SweepData.KneeMark(Rounded.of(knee.load(), LOAD_DECIMALS), rule);
  }
}
