package llmbench.metrics.conversations;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;

/**
 * Successful turns that have something in common.
 *
 * @param requests how many there are
 * @param millis how each of {@link Conversations#METRICS} is spread, by the tool's definitions
 * @param promptTokens of their prompts, histories included, as the server counts them
 * @param cachedTokens of the prompts of those of which the server says it, what its cache had
 * @param cacheableTokens of the prompts of those, all tokens
 */
public record TurnGroup(
    int requests,
    Map<LatencyMetric, Distribution> millis,
    Distribution promptTokens,
    long cachedTokens,
    long cacheableTokens) {

  public TurnGroup {
    Map<LatencyMetric, Distribution> copy = new EnumMap<>(LatencyMetric.class);
    copy.putAll(millis);
    millis = Collections.unmodifiableMap(copy);
  }

  /** How a latency is spread, in milliseconds; empty where it is not measured. */
  public Distribution of(LatencyMetric metric) {
    return millis.getOrDefault(metric, Distribution.EMPTY);
  }

  /** What the prefix cache had of the prompts; empty where the server doesn't say it. */
  public OptionalDouble cachedPercent() {
    return cacheableTokens > 0
        ? OptionalDouble.of(100.0 * cachedTokens / cacheableTokens)
        : OptionalDouble.empty();
  }
}
