package llmbench.plan.evalscope;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the runs of one load came to together.
 *
 * @param value the load
 * @param requests of all runs
 * @param succeeded those of them that did
 * @param isWhole whether every request of every run succeeded: what a probe needs to keep anything
 * @param reasons not to trust it: runs with failures or without a figure; {@code run 1: 7/8
 *     requests succeeded}
 * @param values means over the runs, of the metrics that each run has
 */
public record Probe(
    int value,
    long requests,
    long succeeded,
    boolean isWhole,
    List<String> reasons,
    Map<SlaMetric, Double> values) {

  public Probe {
    reasons = List.copyOf(reasons);
    values = new EnumMap<>(values);
  }

  /** The mean of a metric; empty where a run doesn't have it. */
  public OptionalDouble value(SlaMetric metric) {
    Double value = values.get(metric);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
