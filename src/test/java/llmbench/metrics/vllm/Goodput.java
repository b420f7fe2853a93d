package llmbench.metrics.vllm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import llmbench.metrics.request.RequestTimes;

/**
 * Limits that a good request keeps, all of them. Source: {@code calculate_metrics()} of vLLM bench;
 * the idea is DistServe's (arXiv 2401.09670).
 */
public final class Goodput {

  /** No limits: no goodput is reported. */
  public static final Goodput NONE = new Goodput(Map.of());

  private static final double MILLIS = 1000;

  private static final Map<String, ToDoubleFunction<RequestTimes>> SECONDS =
      Map.of(
          "ttft", RequestTimes::ttftSeconds,
          "tpot", RequestTimes::tpotSeconds,
          "e2el", RequestTimes::latencySeconds);

  private final Map<String, Double> limitsMillis;

  private Goodput(Map<String, Double> limitsMillis) {
    this.limitsMillis = limitsMillis;
  }

  /**
   * Limits by the metric's name.
   *
   * @param limitsMillis of {@code ttft}, {@code tpot} and {@code e2el}, in milliseconds, not
   *     negative
   * @throws IllegalArgumentException if a name or a limit is none of these
   */
  public static Goodput of(Map<String, Double> limitsMillis) {
    limitsMillis.forEach(
        (name, limit) -> {
          if (!SECONDS.containsKey(name)) {
            throw new IllegalArgumentException(
                "goodput knows ttft, tpot and e2el, not '" + name + "'");
          }
          if (!(limit >= 0)) {
            throw new IllegalArgumentException(
                "the goodput limit of " + name + " is " + limit + ": give milliseconds, 0 or more");
          }
        });
    return new Goodput(new LinkedHashMap<>(limitsMillis));
  }

  /** Whether there is no limit at all. */
  public boolean isEmpty() {
    return limitsMillis.isEmpty();
  }

  /** Whether a successful request keeps every limit; one that is just reached is kept. */
  public boolean isMetBy(RequestTimes request) {
    for (Map.Entry<String, Double> limit : limitsMillis.entrySet()) {
      ToDoubleFunction<RequestTimes> seconds = SECONDS.get(limit.getKey());
      if (seconds == null || !(limit.getValue() / MILLIS >= seconds.applyAsDouble(request))) {
        return false;
      }
    }
    return true;
  }
}
