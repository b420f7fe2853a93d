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
 * A figure that the tools share, or that conversations have, in the one unit that we compare it in.
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

  public static final Figure CONVERSATION_RATE =
      ofConversations("Conversation throughput (conv/s)", 2);
  public static final Figure CONVERSATION_SECONDS =
      ofConversations("Mean conversation duration (s)", 2);
  public static final Figure CACHED_LATER = ofConversations("Later turns: cached tokens (%)", 2);

  /** Turns that have figures of their own. */
  public enum Turns {
    /** The first of each conversation. */
    FIRST("First turns"),
    /** All others. */
    LATER("Later turns");

    private final String words;

    Turns(String words) {
      this.words = words;
    }
  }

  /** Every figure, in the order in which they are told. */
  public static final List<Figure> ALL =
      Stream.of(
              Stream.of(
                  SUCCEEDED,
                  FAILED,
                  DURATION,
                  INPUT_TOKENS,
                  OUTPUT_TOKENS,
                  REQUEST_RATE,
                  OUTPUT_RATE,
                  TOTAL_RATE),
              ofRequests(metric -> true),
              ofTurns(metric -> true),
              Stream.of(CACHED_LATER, CONVERSATION_RATE, CONVERSATION_SECONDS))
          .flatMap(part -> part)
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

  private static final Set<Figure> MORE =
      Set.of(REQUEST_RATE, OUTPUT_RATE, TOTAL_RATE, CONVERSATION_RATE, CACHED_LATER);

  private static final Set<Figure> LESS = and(of(metric -> true), FAILED, CONVERSATION_SECONDS);

  /** Which way it is better. */
  public Better better() {
    if (MORE.contains(this)) {
      return Better.MORE;
    }
    return LESS.contains(this) ? Better.LESS : Better.NEITHER;
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

  /** The mean of a latency of some turns. */
  static Figure mean(Turns turns, LatencyMetric metric) {
    return mean(metric).of(turns);
  }

  /** The median of a latency of some turns. */
  static Figure median(Turns turns, LatencyMetric metric) {
    return median(metric).of(turns);
  }

  /** The 99th percentile of a latency of some turns. */
  static Figure p99(Turns turns, LatencyMetric metric) {
    return p99(metric).of(turns);
  }

  private Figure of(Turns turns) {
    return new Figure(
        turns.words, turns.words + ": " + vllm, turns.words + ": " + evalscope, decimals);
  }

  /** All of these latencies, of turns as well. */
  static Set<Figure> of(LatencyMetric... metrics) {
    return of(List.of(metrics)::contains);
  }

  /** These and those. */
  static Set<Figure> and(Set<Figure> some, Figure... more) {
    Set<Figure> all = new LinkedHashSet<>(Arrays.asList(more));
    all.addAll(some);
    return all;
  }

  /** Medians and 99th percentiles of all latencies, by the rule of a column's definition. */
  static Set<Figure> percentiles() {
    return Stream.of(LatencyMetric.values())
        .flatMap(metric -> Stream.of(median(metric), p99(metric)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether it is one of them, or the same of turns, whose rule is ours in every column. */
  boolean isPercentile() {
    return percentiles().stream()
        .anyMatch(
            each -> equals(each) || Stream.of(Turns.values()).map(each::of).anyMatch(this::equals));
  }

  private static Set<Figure> of(Predicate<LatencyMetric> which) {
    return Stream.concat(ofRequests(which), ofTurns(which))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Stream<Figure> ofRequests(Predicate<LatencyMetric> which) {
    return Stream.of(LatencyMetric.values())
        .filter(which)
        .flatMap(metric -> Stream.of(mean(metric), median(metric), p99(metric)));
  }

  /** What the cache of a conversation's history is for: of the others all requests are enough. */
  private static Stream<Figure> ofTurns(Predicate<LatencyMetric> which) {
    return Stream.of(Turns.values())
        .flatMap(
            turns ->
                Stream.of(LatencyMetric.TTFT)
                    .filter(which)
                    .flatMap(
                        metric ->
                            Stream.of(
                                mean(turns, metric), median(turns, metric), p99(turns, metric))));
  }

  private static Figure ofConversations(String name, int decimals) {
    return new Figure("Conversations", name, name, decimals);
  }

  private static Figure of(LatencyMetric metric, String byVllm, String byEvalscope) {
    return new Figure(
        metric.words(),
        byVllm + metric.label() + " (ms)",
        byEvalscope + metric.evalscope() + " (ms)",
        2);
  }
}
