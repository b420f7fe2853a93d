package llmbench.metrics.levels;

import java.util.EnumMap;
import java.util.Map;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.vllm.VllmFigures;

/**
 * What a level of load came to.
 *
 * @param load what it was asked for: requests in flight, or, where these had no limit, requests a
 *     second; above 0
 * @param outputThroughput output tokens a second
 * @param totalThroughput input and output tokens a second
 * @param requestThroughput successful requests a second
 * @param latencies how each is spread, in milliseconds
 */
public record LevelFigures(
    double load,
    double outputThroughput,
    double totalThroughput,
    double requestThroughput,
    Map<LatencyMetric, Distribution> latencies) {

  public LevelFigures {
    if (!(load > 0)) {
      throw new IllegalArgumentException("a level of load " + load);
    }
    latencies = Map.copyOf(latencies);
  }

  /** Those of a run at this load. */
  public static LevelFigures of(double load, VllmFigures figures) {
    Map<LatencyMetric, Distribution> latencies = new EnumMap<>(LatencyMetric.class);
    for (LatencyMetric metric : LatencyMetric.values()) {
      latencies.put(metric, figures.of(metric));
    }
    return new LevelFigures(
        load,
        figures.outputThroughput(),
        figures.totalThroughput(),
        figures.requestThroughput(),
        latencies);
  }

  /** How a latency is spread, in milliseconds; of what was not measured empty. */
  public Distribution of(LatencyMetric metric) {
    return latencies.getOrDefault(metric, Distribution.EMPTY);
  }
}
