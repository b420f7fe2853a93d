package llmbench.report.evalscope;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.plan.evalscope.SlaMetric;

/**
 * The figures of a level that an SLA of evalscope may be about, by their names in {@code
 * --sla-params}, rounded as its report has them: what a search goes by. Source: {@code
 * get_metric_values()} in {@code evalscope/perf/sla/sla_run.py} of 1.14.1.
 */
public final class SlaStatistics {

  private static final EvalscopeRun ANY_LOAD =
      new EvalscopeRun(EvalscopeRun.NO_LIMIT, EvalscopeRun.NO_LIMIT);

  private SlaStatistics() {}

  /** Those that a level has, in the metrics' own units; none by the definitions before 1.14. */
  public static Map<String, Double> of(EvalscopeFigures figures) {
    return figures.dialect().atLeast(EvalscopeDialect.V1_14)
        ? of(LevelSheet.of(figures, ANY_LOAD, Optional.empty()))
        : Map.of();
  }

  /** Those that a level has. */
  static Map<String, Double> of(LevelSheet level) {
    Map<String, Double> statistics = new LinkedHashMap<>();
    for (SlaMetric metric : SlaMetric.values()) {
      double value = value(metric, level);
      if (Double.isFinite(value)) {
        statistics.put(metric.label(), value);
      }
    }
    return statistics;
  }

  private static double value(SlaMetric metric, LevelSheet level) {
    return switch (metric) {
      case AVG_LATENCY -> level.value(Row114.LATENCY);
      case AVG_TTFT -> level.value(Row114.TTFT);
      case AVG_TPOT -> level.value(Row114.TPOT);
      case RPS -> level.value(Row114.REQUESTS);
      case TPS -> level.value(Row114.OUTPUT_RATE);
      case P99_LATENCY -> percentile(level, "99%", TableColumn.LATENCY);
      case P99_TTFT -> percentile(level, "99%", TableColumn.TTFT);
      case P90_TTFT -> percentile(level, "90%", TableColumn.TTFT);
      case P50_TTFT -> percentile(level, "50%", TableColumn.TTFT);
      case P99_TPOT -> percentile(level, "99%", TableColumn.TPOT);
      case P90_TPOT -> percentile(level, "90%", TableColumn.TPOT);
      case P50_TPOT -> percentile(level, "50%", TableColumn.TPOT);
    };
  }

  private static double percentile(LevelSheet level, String percent, String label) {
    return level.percentiles().containsKey(label) ? level.percentile(percent, label) : Double.NaN;
  }
}
