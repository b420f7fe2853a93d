package llmbench.comparison;

import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.PercentileRule;
import org.jspecify.annotations.Nullable;

/** Collects the figures of a column; what was not measured stays out. */
final class FigureCollector {

  private final Map<Figure, Double> figures = new LinkedHashMap<>();

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
  FigureCollector put(LatencyMetric metric, Distribution millis) {
    return put(metric, millis, PercentileRule.LINEAR);
  }

  /** Takes mean, median and 99th percentile by this rule; of no numbers nothing. */
  FigureCollector put(LatencyMetric metric, Distribution millis, PercentileRule rule) {
    return millis.size() == 0
        ? this
        : put(Figure.mean(metric), millis.mean()).putPercentiles(metric, millis, rule);
  }

  /** Takes median and 99th percentile by this rule; of no numbers nothing. */
  FigureCollector putPercentiles(LatencyMetric metric, Distribution millis, PercentileRule rule) {
    return millis.size() == 0
        ? this
        : put(Figure.median(metric), millis.percentile(50, rule))
            .put(Figure.p99(metric), millis.percentile(99, rule));
  }

  Map<Figure, Double> all() {
    return figures;
  }
}
