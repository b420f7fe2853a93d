package llmbench.plan.evalscope;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an SLA of evalscope may be about. Source: {@code SLA_METRIC_FIELDS} of {@code
 * evalscope/perf/sla/sla_run.py} and the units and decimals of {@code metrics/semantics/perf.py},
 * 1.14.1.
 */
public enum SlaMetric {
  AVG_LATENCY("s", 3, true),
  AVG_TTFT("ms", 2, false),
  AVG_TPOT("ms", 2, false),
  RPS("req/s", 2, true),
  TPS("tok/s", 2, false),
  P99_LATENCY("s", 3, true),
  P99_TTFT("ms", 2, false),
  P90_TTFT("ms", 2, false),
  P50_TTFT("ms", 2, false),
  P99_TPOT("ms", 2, false),
  P90_TPOT("ms", 2, false),
  P50_TPOT("ms", 2, false);

  private final String unit;
  private final int shownDecimals;
  private final boolean ofPooling;

  SlaMetric(String unit, int shownDecimals, boolean ofPooling) {
    this.unit = unit;
    this.shownDecimals = shownDecimals;
    this.ofPooling = ofPooling;
  }

  /** As {@code --sla-params} has it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In which reports have it, and limits without a unit. */
  public String unit() {
    return unit;
  }

  /** How many decimals reports show of it. */
  int shownDecimals() {
    return shownDecimals;
  }

  /** Whether answers without tokens have it. */
  boolean isOfPooling() {
    return ofPooling;
  }

  /** The one of that name. */
  static Optional<SlaMetric> labelled(String label) {
    return Arrays.stream(values()).filter(metric -> metric.label().equals(label)).findFirst();
  }

  /** All names, in the order of the alphabet. */
  static List<String> labels() {
    return Arrays.stream(values()).map(SlaMetric::label).sorted().toList();
  }
}
