package llmbench.report.html;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import llmbench.metrics.charts.OverTime;
import llmbench.metrics.charts.PromptScatter;
import llmbench.metrics.charts.Waterfall;
import llmbench.metrics.numbers.LogHistogram;
import llmbench.metrics.numbers.PercentileRule;
import llmbench.metrics.numbers.Series;
import llmbench.verdict.FailureKind;
import org.jspecify.annotations.Nullable;

/** Charts as the page reads them, each with its rule in words. */
final class ChartData {

  /** Of times in ms. */
  private static final int MILLI_DECIMALS = 3;

  /** Of a waterfall, which is some thousand pixels wide. */
  private static final int WATERFALL_DECIMALS = 2;

  private static final List<Integer> MARKS = List.of(50, 90, 99);

  private static final String PERCENTILES = " Percentiles are less than 1 % off the exact ones.";

  private static final PageData.LineRules RULES =
      new PageData.LineRules(
          "Tokens of all answers, failed ones included, as the server counted them (else a chunk is"
              + " one), spread evenly over an answer's output chunks.",
          "The most at one moment; failed requests, and those a stop interrupted, included.",
          "Requests whose time lay in it, and requests that were sent in it, failed ones included.",
          "How long after its time a request was sent, where that time lay; what waited for room is"
              + " in it."
              + PERCENTILES,
          "A request ends with its last byte, or its fault.",
          "Successful requests, where their first output came." + PERCENTILES,
          "Gaps between the outputs of successful requests, where the later of the two came."
              + PERCENTILES);

  private ChartData() {}

  static PageData.OverTimeLines lines(OverTime over) {
    double width = over.bucketSeconds();
    return new PageData.OverTimeLines(
        Rounded.of(width, MILLI_DECIMALS),
        "Each point stands for " + Rounded.plain(width, 1) + " s.",
        RULES,
        IntStream.range(0, over.size())
            .<@Nullable BigDecimal>mapToObj(i -> Rounded.of(i * width, 1))
            .toList(),
        over.hasTokens() ? perSecond(over.tokens(), width) : null,
        Rounded.all(over.inFlight(), 0),
        over.schedule().map(kept -> perSecond(kept.planned(), width)).orElse(null),
        over.schedule().map(kept -> perSecond(kept.sent(), width)).orElse(null),
        over.schedule().map(kept -> percentiles(kept.late())).orElse(null),
        perSecond(over.succeeded(), width),
        perSecond(over.failed(), width),
        over.ttft().map(ChartData::percentiles).orElse(null),
        over.itl().map(ChartData::percentiles).orElse(null));
  }

  private static List<@Nullable BigDecimal> perSecond(Series counts, double seconds) {
    return counts.stream()
        .<@Nullable BigDecimal>mapToObj(count -> Rounded.of(count / seconds, Rounded.SHOWN))
        .toList();
  }

  private static PageData.Percentiles percentiles(OverTime.Percentiles of) {
    return new PageData.Percentiles(
        Rounded.all(of.p50(), MILLI_DECIMALS),
        Rounded.all(of.p90(), MILLI_DECIMALS),
        Rounded.all(of.p99(), MILLI_DECIMALS));
  }

  static PageData.Histogram histogram(PageTime time, int mostClasses) {
    LogHistogram histogram = LogHistogram.of(time.spread(), mostClasses);
    List<@Nullable BigDecimal> edges =
        histogram.edges().stream().<@Nullable BigDecimal>mapToObj(ChartData::digits).toList();
    return new PageData.Histogram(
        time.id(),
        time.title(),
        "ms",
        edges,
        Rounded.all(histogram.counts(), 0),
        histogram.zeros(),
        MARKS.stream()
            .map(
                percent ->
                    new PageData.Mark(
                        "P" + percent, Rounded.of(time.percentile(percent), Rounded.SHOWN)))
            .toList(),
        String.format(
            Locale.ROOT,
            "%,d values of successful requests, %d classes to each factor of ten.%s The marks are"
                + " exact: %s.",
            time.spread().size(),
            histogram.perDecade(),
            zeros(time, histogram.zeros()),
            words(time.rule())));
  }

  /** A logarithmic axis has no 0. */
  private static String zeros(PageTime time, long zeros) {
    if (zeros == 0) {
      return "";
    }
    String why =
        time.metric().isOfGaps() ? " (parts of an answer that came in one network read)" : "";
    return String.format(Locale.ROOT, " Not on the axis: %,d of 0%s.", zeros, why);
  }

  private static String words(PercentileRule rule) {
    return switch (rule) {
      case LINEAR -> "linear interpolation, as vLLM bench's";
      case FLOOR_INDEX -> "place n * p / 100 from 0, as evalscope 1.1's";
      case NEAREST_RANK -> "nearest rank, as evalscope 1.14's";
    };
  }

  static PageData.Scatter scatter(PromptScatter scatter) {
    return new PageData.Scatter(
        Rounded.all(scatter.promptTokens(), 0),
        Rounded.all(scatter.ttftMillis(), MILLI_DECIMALS),
        scatter.ttftMillis().size(),
        scatter.of(),
        scatter.rule()
            + " Time to the first output; the prompt's tokens as the server counted them, as the"
            + " dataset where it did not.");
  }

  /**
   * Rows of a waterfall.
   *
   * @param known whether failures have our names; else all are just errors
   */
  static PageData.Timeline timeline(Waterfall waterfall, boolean known) {
    List<String> kinds = new ArrayList<>();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Waterfall.Row row : waterfall.rows()) {
      int kind = -1;
      if (row.fault() != null) {
        String label = known ? row.fault().label() : FailureKind.UNKNOWN;
        if (!kinds.contains(label)) {
          kinds.add(label);
        }
        kind = kinds.indexOf(label);
      }
      List<@Nullable Object> cells = new ArrayList<>();
      cells.add(row.index());
      cells.add(Rounded.of(row.sentMillis(), WATERFALL_DECIMALS));
      cells.add(
          row.firstMillis().isPresent()
              ? Rounded.of(row.firstMillis(), WATERFALL_DECIMALS)
              : Integer.valueOf(-1));
      cells.add(Rounded.of(row.endMillis(), WATERFALL_DECIMALS));
      cells.add(number(row.state()));
      cells.add(kind);
      cells.add(row.outputTokens());
      rows.add(cells);
    }
    return new PageData.Timeline(
        waterfall.rows().size(), waterfall.of(), waterfall.rule(), kinds, rows);
  }

  private static int number(Waterfall.State state) {
    return switch (state) {
      case SUCCEEDED -> 0;
      case FAILED -> 1;
      case INTERRUPTED -> 2;
    };
  }

  /** Five digits of a bound. */
  private static @Nullable BigDecimal digits(double bound) {
    int place = (int) Math.floor(Math.log10(bound));
    return Rounded.of(bound, Math.max(0, 4 - place));
  }
}
