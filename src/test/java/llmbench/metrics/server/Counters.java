package llmbench.metrics.server;

import java.util.Map;
import java.util.stream.Collectors;
import llmbench.timeline.ServerMetrics;

/** The counters of one reading whose names begin alike. Whole numbers, as the tool takes them. */
final class Counters {

  private final Map<String, Long> counters;

  Counters(String beginning, ServerMetrics.Page page) {
    counters =
        page.counters().entrySet().stream()
            .filter(counter -> counter.getKey().startsWith(beginning))
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().longValue()));
  }

  boolean areThere() {
    return !counters.isEmpty();
  }

  /** Those in whose names this stands. */
  Map<String, Long> named(String part) {
    return counters.entrySet().stream()
        .filter(counter -> counter.getKey().contains(part))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** All of those together. */
  long sum(String part) {
    return named(part).values().stream().mapToLong(Long::longValue).sum();
  }
}
