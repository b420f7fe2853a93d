package llmbench.report.evalscope;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import llmbench.metrics.evalscope.TraceFigures;
import llmbench.metrics.evalscope.TraceFigures.Spread;
import llmbench.metrics.numbers.ShownNumber;

/**
 * A metric of evalscope's tables of conversations, a row each.
 *
 * @param label in tables and in the file
 * @param shownDecimals how many decimals the tables show
 * @param take its values
 */
record TraceMetric(String label, int shownDecimals, Function<TraceFigures, Spread> take) {

  /** In the tool's order. */
  static final List<TraceMetric> ALL =
      List.of(
          new TraceMetric(TableColumn.LATENCY, 3, TraceFigures::latency),
          new TraceMetric("First-Turn TTFT (s)", 4, TraceFigures::firstTtft),
          new TraceMetric("TTFAT (s)", 4, TraceFigures::lastToken),
          new TraceMetric("Decode TPS", 4, TraceFigures::decodeRate),
          new TraceMetric("Cache Hit Rate (%)", 4, TraceFigures::cachedPercent),
          new TraceMetric("Eligible Cache Hit Rate (%)", 4, TraceFigures::cachedOfHistoryPercent));

  /** A statistic of the values: a column of the tables. */
  @SuppressWarnings("ImmutableEnumChecker") // Functions without a state.
  enum Statistic {
    MEAN(Spread::mean),
    MIN(spread -> spread.values().min()),
    P50(spread -> spread.values().percentile(50)),
    P90(spread -> spread.values().percentile(90)),
    P95(spread -> spread.values().percentile(95)),
    P99(spread -> spread.values().percentile(99)),
    MAX(spread -> spread.values().max());

    private final ToDoubleFunction<Spread> read;

    Statistic(ToDoubleFunction<Spread> read) {
      this.read = read;
    }

    /** As the tool writes it. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  double value(TraceFigures traces, Statistic statistic) {
    return statistic.read.applyAsDouble(take.apply(traces));
  }

  /** The same as the tables show it. */
  String shown(TraceFigures traces, Statistic statistic) {
    return ShownNumber.of(value(traces, statistic), shownDecimals);
  }
}
