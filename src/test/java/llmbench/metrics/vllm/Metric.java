package llmbench.metrics.vllm;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;

/**
 * A metric as a value, so that reports loop over metrics instead of naming them.
 *
 * @param name as in {@code --percentile-metrics} and in the result's keys, such as {@code ttft}
 * @param label as in the lines of a block, such as {@code TTFT}
 * @param heading of its section, such as {@code Time to First Token}
 * @param take its distribution, in milliseconds
 */
public record Metric(
    String name, String label, String heading, Function<VllmFigures, Distribution> take) {

  /** The metrics of {@code vllm bench serve}, in the order in which it prints them. */
  public static final List<Metric> VLLM =
      Stream.of(LatencyMetric.values()).map(Metric::of).toList();

  /** The only one of those that an answer without tokens has. */
  public static final Metric E2EL = of(LatencyMetric.E2EL);

  /** Waiting inside the client; vLLM has it since 0.32 where a maximum concurrency is given. */
  public static final Metric CLIENT_QUEUE =
      new Metric(
          "client_queue_time", "Client Queue Time", "Client-side Queueing", VllmFigures::queue);

  /** The latency with the waiting before it; vLLM has it since 0.32 where a rate is given, too. */
  public static final Metric E2EL_WITH_QUEUE =
      new Metric(
          "e2el_including_client_queue",
          "E2EL incl. Client Queue",
          "Queue-inclusive End-to-end Latency",
          VllmFigures::e2elWithQueue);

  private static Metric of(LatencyMetric latency) {
    return new Metric(
        latency.id(), latency.label(), latency.heading(), figures -> figures.of(latency));
  }

  /** Its distribution in these figures, in milliseconds. */
  public Distribution of(VllmFigures figures) {
    return take.apply(figures);
  }
}
