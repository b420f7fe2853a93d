package llmbench.report.prometheus;

import java.util.List;
import java.util.Objects;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.vllm.TargetFigures;
import org.jspecify.annotations.Nullable;

/**
 * The families of a run with several servers or models, a series for each target. The run's own
 * label {@code model} stays what it is.
 */
final class TargetFamilies {

  private static final double MILLIS = 1000;
  private static final List<LatencyMetric> LATENCIES =
      List.of(LatencyMetric.TTFT, LatencyMetric.TPOT, LatencyMetric.E2EL);

  private final List<TargetFigures> targets;
  private final Exposition out;

  TargetFamilies(List<TargetFigures> targets, Exposition out) {
    this.targets = targets;
    this.out = out;
  }

  /** Writes them; nothing where a run has one target. */
  void write(boolean timed) {
    if (targets.isEmpty()) {
      return;
    }
    out.gauge("llmbench_target_requests", "Finished requests, by target.");
    for (TargetFigures each : targets) {
      out.sample(each.figures().completed(), labels(each, "outcome", "success"));
      out.sample(each.figures().failed(), labels(each, "outcome", "failure"));
    }
    if (timed) {
      out.gauge(
          "llmbench_target_output_tokens_per_second",
          "Output tokens a second of the whole run, by target.");
      targets.forEach(each -> out.sample(each.figures().outputThroughput(), labels(each)));
    }
    LATENCIES.forEach(this::spread);
  }

  private void spread(LatencyMetric metric) {
    List<TargetFigures> measured =
        targets.stream().filter(each -> each.figures().of(metric).size() > 0).toList();
    if (measured.isEmpty()) {
      return;
    }
    out.summary("llmbench_target_" + metric.id() + "_seconds", metric.definition());
    for (TargetFigures each : measured) {
      Distribution seconds = each.figures().of(metric).times(1 / MILLIS);
      out.sample(seconds.median(), labels(each, "quantile", "0.5"));
      out.sample(seconds.percentile(99), labels(each, "quantile", "0.99"));
      out.sample("_sum", seconds.mean() * seconds.size(), labels(each));
      out.sample("_count", seconds.size(), labels(each));
    }
  }

  private static String[] labels(TargetFigures each) {
    return labels(each, "quantile", "");
  }

  /** An empty label is none. */
  private static String[] labels(TargetFigures each, String name, String value) {
    return new String[] {
      "target",
      text(each.target().server()),
      "target_model",
      text(each.target().model()),
      name,
      value
    };
  }

  private static String text(@Nullable String name) {
    return Objects.requireNonNullElse(name, "");
  }
}
