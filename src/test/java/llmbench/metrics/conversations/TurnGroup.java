package llmbench.metrics.conversations;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;

/**
 * Turns that have something in common: figures are of those that succeeded.
 *
 * @param requests how many succeeded
 * @param failed how many did not
 * @param good how many keep every limit of the goodput; empty where there are none
 * @param millis how each of {@link Conversations#METRICS} is spread, by the tool's definitions
 * @param promptTokens of their prompts, histories included, as the server counts them
 * @param cachedTokens of the prompts of those of which the server says it, what its cache had
 * @param cacheableTokens of the prompts of those, all tokens
 */
public record TurnGroup(
    int requests,
    int failed,
    OptionalInt good,
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

  /** Those that keep every limit of the goodput, of all, failures among them; empty without one. */
  public OptionalDouble goodPercent() {
    int all = requests + failed;
    return good.isPresent() && all > 0
        ? OptionalDouble.of(100.0 * good.getAsInt() / all)
        : OptionalDouble.empty();
  }

  /** What the prefix cache had of the prompts; empty where the server doesn't say it. */
  public OptionalDouble cachedPercent() {
    return cacheableTokens > 0
        ? OptionalDouble.of(100.0 * cachedTokens / cacheableTokens)
        : OptionalDouble.empty();
  }
}
