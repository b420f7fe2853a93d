package llmbench.metrics.levels;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.PercentileRule;
import llmbench.metrics.vllm.VllmFigures;

/**
 * A statistic by which levels are laid side by side. All that is kept of a level's distributions
 * are these.
 *
 * @param id vLLM's name of it in a result, such as {@code p99_ttft_ms}; {@link #PER_USER} is ours
 * @param group what several of them have in common, such as {@code TTFT (ms)}
 * @param label within its group; of throughput with the unit
 * @param unit it is measured in
 * @param metric the latency that it is of; empty for throughput
 */
public record LevelStatistic(
    String id, String group, String label, String unit, Optional<LatencyMetric> metric) {

  private static final double MILLIS = 1000;

  /** Successful requests a second. */
  public static final LevelStatistic REQUESTS = rate("request_throughput", "req/s", "req/s");

  /** Their output tokens a second. */
  public static final LevelStatistic OUTPUT = rate("output_throughput", "output tok/s", "tok/s");

  /** Their input and output tokens a second. */
  public static final LevelStatistic TOTAL = rate("total_token_throughput", "total tok/s", "tok/s");

  /** Output tokens a second of one user: a request in flight, or one a second. */
  public static final LevelStatistic PER_USER = rate("user_throughput", "tok/s a user", "tok/s");

  /** What of a latency's distribution. */
  public enum Aggregate {
    /** The arithmetic mean. */
    MEAN("mean", "mean", 0),
    /** The middle. */
    P50("median", "P50", 50),
    /** What nine of ten keep. */
    P90("p90", "P90", 90),
    /** What all but one of a hundred keep. */
    P99("p99", "P99", 99);

    private final String id;
    private final String label;
    private final int percent;

    Aggregate(String id, String label, int percent) {
      this.id = id;
      this.label = label;
      this.percent = percent;
    }

    /** In words. */
    public String label() {
      return label;
    }
  }

  /** All of them, in the order in which they are shown. */
  public static final List<LevelStatistic> ALL =
      Stream.concat(
              Stream.of(REQUESTS, OUTPUT, TOTAL, PER_USER),
              Stream.of(LatencyMetric.values())
                  .flatMap(metric -> Stream.of(Aggregate.values()).map(each -> of(metric, each))))
          .toList();

  private static LevelStatistic rate(String id, String label, String unit) {
    return new LevelStatistic(id, "Throughput", label, unit, Optional.empty());
  }

  /** That of a latency, in milliseconds. */
  public static LevelStatistic of(LatencyMetric metric, Aggregate aggregate) {
    return new LevelStatistic(
        aggregate.id + "_" + metric.id() + "_ms",
        metric.label() + " (ms)",
        aggregate.label,
        "ms",
        Optional.of(metric));
  }

  /** Its name by itself, such as {@code P99 TTFT}. */
  public String title() {
    return metric.map(latency -> label + " " + latency.label()).orElse(label);
  }

  /** Those that a run has by vLLM bench's definitions; {@link #PER_USER} comes with the load. */
  public static Map<LevelStatistic, Double> of(VllmFigures figures) {
    if (figures.completed() == 0) {
      return Map.of();
    }
    Map<LevelStatistic, Double> all = new LinkedHashMap<>();
    all.put(REQUESTS, figures.requestThroughput());
    all.put(TOTAL, figures.totalThroughput());
    if (!figures.isOfPooling()) {
      all.put(OUTPUT, figures.outputThroughput());
    }
    for (LatencyMetric metric : LatencyMetric.values()) {
      put(all, metric, figures.of(metric), figures.of(metric).mean(), PercentileRule.LINEAR);
    }
    return all;
  }

  /** Those that a run has by evalscope's definitions. */
  public static Map<LevelStatistic, Double> of(EvalscopeFigures figures) {
    Map<LevelStatistic, Double> all = new LinkedHashMap<>();
    put(all, REQUESTS, figures, EvalscopeFigures.Rates::requests);
    put(all, TOTAL, figures, EvalscopeFigures.Rates::totalTokens);
    if (!figures.dialect().isOfPooling()) {
      put(all, OUTPUT, figures, EvalscopeFigures.Rates::outputTokens);
    }
    for (LatencyMetric metric : LatencyMetric.values()) {
      double mean = figures.averageSeconds(metric) * MILLIS;
      put(all, metric, figures.spread(metric).times(MILLIS), mean, figures.dialect().percentiles());
    }
    return all;
  }

  private static void put(
      Map<LevelStatistic, Double> all,
      LevelStatistic statistic,
      EvalscopeFigures figures,
      ToDoubleFunction<EvalscopeFigures.Rates> of) {
    double rate = of.applyAsDouble(figures.rates());
    if (figures.succeeded() > 0 && rate != EvalscopeFigures.NOT_MEASURED) {
      all.put(statistic, rate);
    }
  }

  private static void put(
      Map<LevelStatistic, Double> all,
      LatencyMetric metric,
      Distribution millis,
      double meanMillis,
      PercentileRule rule) {
    if (millis.size() > 0) {
      all.put(of(metric, Aggregate.MEAN), meanMillis);
      for (Aggregate each : EnumSet.complementOf(EnumSet.of(Aggregate.MEAN))) {
        all.put(of(metric, each), millis.percentile(each.percent, rule));
      }
    }
  }
}
