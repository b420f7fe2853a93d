package llmbench.options;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Models that take the place of the run's, of which each request names one: drawn, each as often as
 * its weight says.
 *
 * @param weights by the names in requests, in the order given; at least one, each finite and above
 *     0
 */
public record WeightedModels(Map<String, Double> weights) {

  public WeightedModels {
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    if (weights.isEmpty()) {
      throw new IllegalArgumentException("no names");
    }
    weights.forEach(
        (name, weight) -> {
          if (!(weight > 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException(name + " has the weight " + weight);
          }
        });
  }
}
