package llmbench.comparison;

import java.util.EnumMap;
import java.util.Map;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.PercentileRule;
import org.jspecify.annotations.Nullable;

/** Collects the figures of a column; what was not measured stays out. */
final class FigureCollector {

  /** The mean, the median and the 99th percentile of one thing that was timed. */
  enum Spread {
    TTFT(Figure.TTFT_MEAN, Figure.TTFT_P50, Figure.TTFT_P99),
    TPOT(Figure.TPOT_MEAN, Figure.TPOT_P50, Figure.TPOT_P99),
    ITL(Figure.ITL_MEAN, Figure.ITL_P50, Figure.ITL_P99),
    E2EL(Figure.E2EL_MEAN, Figure.E2EL_P50, Figure.E2EL_P99);

    final Figure mean;
    final Figure median;
    final Figure p99;

    Spread(Figure mean, Figure median, Figure p99) {
      this.mean = mean;
      this.median = median;
      this.p99 = p99;
    }
  }

  private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);

  /** Takes a figure; null, NaN and infinity are none. */
  FigureCollector put(Figure figure, @Nullable Double value) {
    if (value != null && Double.isFinite(value)) {
      figures.put(figure, value);
    }
    return this;
  }

  /** Takes so much for each of so many; of none there is no figure. */
  FigureCollector putPer(Figure figure, @Nullable Double sum, @Nullable Double count) {
    return sum == null || count == null || count == 0 ? this : put(figure, sum / count);
  }

  /** Takes mean, median and 99th percentile, by linear interpolation; of no numbers nothing. */
  FigureCollector put(Spread spread, Distribution millis) {
    return put(spread, millis, PercentileRule.LINEAR);
  }

  /** Takes mean, median and 99th percentile by this rule; of no numbers nothing. */
  FigureCollector put(Spread spread, Distribution millis, PercentileRule rule) {
    return millis.size() == 0
        ? this
        : put(spread.mean, millis.mean()).putPercentiles(spread, millis, rule);
  }

  /** Takes median and 99th percentile by this rule; of no numbers nothing. */
  FigureCollector putPercentiles(Spread spread, Distribution millis, PercentileRule rule) {
    return millis.size() == 0
        ? this
        : put(spread.median, millis.percentile(50, rule))
            .put(spread.p99, millis.percentile(99, rule));
  }

  Map<Figure, Double> all() {
    return figures;
  }
}
