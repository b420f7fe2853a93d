package llmbench.plan.evalscope;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Conditions that are to be kept together. */
public record SlaGroup(Map<SlaMetric, SlaCondition> conditions) {

  public SlaGroup {
    conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
  }

  /** As evalscope names it: {@code avg_ttft <= 2000 ms, p99_tpot < 50 ms}. */
  public String text() {
    return joined(", ");
  }

  /** Whether it asks for the most or the least of a metric, which is the only one then. */
  boolean isOfExtreme() {
    return conditions.values().stream().anyMatch(condition -> condition.kind().isExtreme());
  }

  /** Its conditions with something between. */
  String joined(String between) {
    return conditions.entrySet().stream()
        .map(each -> each.getKey().label() + " " + each.getValue().text())
        .collect(Collectors.joining(between));
  }

  /** Whether a probe keeps all of it: one of whose requests some failed keeps nothing. */
  public boolean isKeptBy(Probe probe) {
    return probe.isWhole()
        && conditions.entrySet().stream()
            .allMatch(
                each -> {
                  OptionalDouble value = probe.value(each.getKey());
                  return value.isPresent() && each.getValue().isKeptBy(value.getAsDouble());
                });
  }

  /** The same, and says of each condition how it is kept: {@code _check_criteria()}. */
  boolean isKeptBy(Probe probe, String variable, Consumer<String> log) {
    String prefix = "[" + variable + "=" + probe.value() + "] ";
    if (!probe.isWhole()) {
      log.accept(prefix + "SLA Check: " + String.join("; ", probe.reasons()) + " | FAILED");
      return false;
    }
    conditions.forEach(
        (metric, condition) -> {
          OptionalDouble value = probe.value(metric);
          log.accept(
              value.isEmpty()
                  ? prefix + "Metric " + metric.label() + " not found in results."
                  : "%sSLA Rule 1 Check: %s = %s | Expect %s | %s"
                      .formatted(
                          prefix,
                          metric.label(),
                          SlaCondition.shown(value.getAsDouble(), metric),
                          condition.text(),
                          condition.isKeptBy(value.getAsDouble()) ? "PASSED" : "FAILED"));
        });
    return isKeptBy(probe);
  }
}
