package llmbench.metrics.vllm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.request.RequestTimes;

/**
 * Limits that a good request keeps, all of them. Source: {@code calculate_metrics()} of vLLM bench;
 * the idea is DistServe's (arXiv 2401.09670).
 */
public final class Goodput {

  /** No limits: no goodput is reported. */
  public static final Goodput NONE = new Goodput(Map.of());

  private static final double MILLIS = 1000;

  private final Map<LatencyMetric, Double> limitsMillis;

  private Goodput(Map<LatencyMetric, Double> limitsMillis) {
    this.limitsMillis = limitsMillis;
  }

  /**
   * Limits by the metric's name.
   *
   * @param limitsMillis of metrics that have one value a request, in milliseconds, not negative
   * @throws IllegalArgumentException if a name or a limit is none of these
   */
  public static Goodput of(Map<String, Double> limitsMillis) {
    Map<LatencyMetric, Double> limits = new LinkedHashMap<>();
    limitsMillis.forEach(
        (name, limit) -> {
          LatencyMetric metric = metric(name);
          if (!(limit >= 0)) {
            throw new IllegalArgumentException(
                "the goodput limit of " + name + " is " + limit + ": give milliseconds, 0 or more");
          }
          limits.put(metric, limit);
        });
    return new Goodput(limits);
  }

  private static LatencyMetric metric(String name) {
    List<LatencyMetric> known = LatencyMetric.ofRequests();
    return known.stream()
        .filter(metric -> metric.id().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "goodput knows "
                        + LatencyMetric.ids(known).replaceFirst(", (?=[^,]*$)", " and ")
                        + ", not '"
                        + name
                        + "'"));
  }

  /** Whether there is no limit at all. */
  public boolean isEmpty() {
    return limitsMillis.isEmpty();
  }

  /** Whether it can't be told without the number of an answer's tokens. */
  public boolean needsTokens() {
    return limitsMillis.containsKey(LatencyMetric.TPOT);
  }

  /** Whether a successful request keeps every limit; one that is just reached is kept. */
  public boolean isMetBy(RequestTimes request) {
    for (Map.Entry<LatencyMetric, Double> limit : limitsMillis.entrySet()) {
      // As vLLM bench, which takes a TPOT of 0 for an answer of one token.
      double seconds = limit.getKey().seconds(request).orElse(0);
      if (!(limit.getValue() / MILLIS >= seconds)) {
        return false;
      }
    }
    return true;
  }
}
