package llmbench.comparison;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import llmbench.latency.LatencyMetric;

/**
 * A figure that the tools share, in the one unit that we compare it in.
 *
 * @param section that it stands in
 * @param vllm its name in {@code vllm bench serve}
 * @param evalscope its name in {@code evalscope perf} 1.14; times are compared in ms, also where it
 *     has s
 */
public record Figure(String section, String vllm, String evalscope, int decimals) {

  public static final Figure SUCCEEDED =
      new Figure("Requests", "Successful requests", "Success Requests", 0);
  public static final Figure FAILED =
      new Figure("Requests", "Failed requests", "Failed Requests", 0);
  public static final Figure DURATION =
      new Figure("Requests", "Benchmark duration (s)", "Test Duration (s)", 2);
  public static final Figure INPUT_TOKENS =
      new Figure("Tokens", "Input tokens per request", "Avg Input Tokens", 2);
  public static final Figure OUTPUT_TOKENS =
      new Figure("Tokens", "Generated tokens per request", "Avg Output Tokens", 2);
  public static final Figure REQUEST_RATE =
      new Figure("Throughput", "Request throughput (req/s)", "Req Throughput (req/s)", 2);
  public static final Figure OUTPUT_RATE =
      new Figure("Throughput", "Output token throughput (tok/s)", "Output Throughput (tok/s)", 2);
  public static final Figure TOTAL_RATE =
      new Figure("Throughput", "Total token throughput (tok/s)", "Total Throughput (tok/s)", 2);

  /** Every figure, in the order in which they are told. */
  public static final List<Figure> ALL =
      Stream.concat(
              Stream.of(
                  SUCCEEDED,
                  FAILED,
                  DURATION,
                  INPUT_TOKENS,
                  OUTPUT_TOKENS,
                  REQUEST_RATE,
                  OUTPUT_RATE,
                  TOTAL_RATE),
              of(metric -> true).stream())
          .toList();

  /** Those for which no token has to be timed or counted. */
  public static final Set<Figure> WITHOUT_TOKENS =
      and(of(metric -> !metric.timesTokens()), SUCCEEDED, FAILED, DURATION, REQUEST_RATE);

  /** Which way a figure is better. */
  public enum Better {
    /** The larger it is. */
    MORE,
    /** The smaller it is. */
    LESS,
    /** It is what was asked for. */
    NEITHER
  }

  private static final Set<Figure> RATES = Set.of(REQUEST_RATE, OUTPUT_RATE, TOTAL_RATE);

  /** Which way it is better. */
  public Better better() {
    if (RATES.contains(this)) {
      return Better.MORE;
    }
    return equals(FAILED) || of(metric -> true).contains(this) ? Better.LESS : Better.NEITHER;
  }

  /** Whether it is better where it is larger by so much, or smaller where that is negative. */
  public boolean isBetter(double difference) {
    return switch (better()) {
      case MORE -> difference > 0;
      case LESS -> difference < 0;
      case NEITHER -> false;
    };
  }

  /** Its name in vLLM bench without the unit, such as {@code Mean TTFT}. */
  public String shortName() {
    return vllm.replaceFirst(" \\(.*\\)$", "");
  }

  /** The mean of a latency. */
  public static Figure mean(LatencyMetric metric) {
    return of(metric, "Mean ", "Avg ");
  }

  /** The median of a latency. */
  public static Figure median(LatencyMetric metric) {
    return of(metric, "Median ", "50% ");
  }

  /** The 99th percentile of a latency. */
  public static Figure p99(LatencyMetric metric) {
    return of(metric, "P99 ", "99% ");
  }

  /** All of these latencies. */
  static Set<Figure> of(LatencyMetric... metrics) {
    return of(List.of(metrics)::contains);
  }

  /** These and those. */
  static Set<Figure> and(Set<Figure> some, Figure... more) {
    Set<Figure> all = new LinkedHashSet<>(Arrays.asList(more));
    all.addAll(some);
    return all;
  }

  /** Medians and 99th percentiles of all latencies. */
  static Set<Figure> percentiles() {
    return Stream.of(LatencyMetric.values())
        .flatMap(metric -> Stream.of(median(metric), p99(metric)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<Figure> of(Predicate<LatencyMetric> which) {
    return Stream.of(LatencyMetric.values())
        .filter(which)
        .flatMap(metric -> Stream.of(mean(metric), median(metric), p99(metric)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Figure of(LatencyMetric metric, String byVllm, String byEvalscope) {
    return new Figure(
        metric.words(),
        byVllm + metric.label() + " (ms)",
        byEvalscope + metric.evalscope() + " (ms)",
        2);
  }
}
