package llmbench.metrics.evalscope;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.request.Collector;
import llmbench.metrics.request.TokenCounters;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;

/**
 * Everything that {@code evalscope perf} says of a run. Source: {@code utils/benchmark_util.py} and
 * {@code utils/db_util.py} below {@code evalscope/perf} of evalscope 1.1.1 and 1.14.1. Averages and
 * spreads are over successful requests, times in seconds; what a dialect leaves out of them is
 * {@link EvalscopeDialect}'s.
 *
 * @param dialect the version whose figures these are
 * @param succeeded requests that succeeded
 * @param failed requests that did not
 * @param streamed requests whose answers were streamed, failures included
 * @param durationSeconds from the first start to the last completion; 1 of no request at all
 * @param rates throughput as the dialect computes it
 * @param trueRates throughput over the whole duration; another only in 1.1
 * @param latencySeconds average time to the message that ends an answer
 * @param ttftSeconds average time to the first token
 * @param tpotSeconds average time per output token
 * @param itlSeconds average gap, all gaps in one pool
 * @param inputTokens average tokens of a prompt
 * @param outputTokens average tokens of an answer
 * @param inputPerSecond tokens of a prompt / its latency over all requests together: how fast a
 *     request is, not the server
 * @param tokensPerIteration average output tokens per chunk of the requests where it is more than
 *     1; empty when it never is
 * @param cachedPercent how much of the prompts the prefix cache had; empty when the server was
 *     mute, and of a turn what the conversation had before
 * @param tokenizerCounted successful requests whose tokens the server did not report
 * @param turns of conversations; empty where no request is one
 * @param spreads what its percentiles are read from
 */
public record EvalscopeFigures(
    EvalscopeDialect dialect,
    int succeeded,
    int failed,
    int streamed,
    double durationSeconds,
    Rates rates,
    Rates trueRates,
    double latencySeconds,
    double ttftSeconds,
    double tpotSeconds,
    double itlSeconds,
    double inputTokens,
    double outputTokens,
    double inputPerSecond,
    OptionalDouble tokensPerIteration,
    OptionalDouble cachedPercent,
    int tokenizerCounted,
    Optional<TurnFigures> turns,
    Spreads spreads) {

  /** What evalscope gives for a figure that could not be measured. */
  public static final double NOT_MEASURED = -1;

  /**
   * Throughput.
   *
   * @param overSeconds what it was divided by
   * @param requests successful requests per second
   * @param outputTokens their output tokens per second
   * @param totalTokens their input and output tokens per second
   */
  public record Rates(
      double overSeconds, double requests, double outputTokens, double totalTokens) {

    /** So much over so long; not measured over no time. */
    static Rates over(double seconds, int requests, long inputTokens, long outputTokens) {
      if (!(seconds > 0)) {
        return new Rates(seconds, NOT_MEASURED, NOT_MEASURED, NOT_MEASURED);
      }
      return new Rates(
          seconds,
          requests / seconds,
          outputTokens / seconds,
          (inputTokens + outputTokens) / seconds);
    }
  }

  /**
   * What percentiles are read from, times in seconds. Each is sorted by itself: one row of the
   * table is not one request, and the high percentiles of throughput are the fastest requests.
   *
   * @param latency time to the message that ends an answer
   * @param ttft time to the first token
   * @param itl gaps, all in one pool
   * @param handoff what is in the first gap and what is not, where that was asked for
   * @param tpot time per output token
   * @param inputTokens tokens of a prompt
   * @param outputTokens tokens of an answer
   * @param inputRate tokens of a prompt / latency; of answers without tokens alone
   * @param outputRate output tokens / latency
   * @param totalRate input and output tokens / latency
   * @param decodeRate 1 / time per output token
   */
  public record Spreads(
      Distribution latency,
      Distribution ttft,
      Distribution itl,
      Handoff handoff,
      Distribution tpot,
      Distribution inputTokens,
      Distribution outputTokens,
      Distribution inputRate,
      Distribution outputRate,
      Distribution totalRate,
      Distribution decodeRate) {}

  /**
   * The figures of a run, without those of a handoff.
   *
   * @param requests every request in the order in which it ended ({@link EvalscopeRequest#of})
   */
  public static EvalscopeFigures of(Iterable<EvalscopeRequest> requests, EvalscopeDialect dialect) {
    return of(requests, dialect, false);
  }

  /**
   * The figures of a run.
   *
   * @param requests every request in the order in which it ended ({@link EvalscopeRequest#of})
   * @param handoff whether those of a {@link Handoff} are among them; 1.1 has none
   */
  public static EvalscopeFigures of(
      Iterable<EvalscopeRequest> requests, EvalscopeDialect dialect, boolean handoff) {
    return new EvalscopeSum(dialect, handoff).addAll(requests).figures();
  }

  /**
   * Collects the figures of a run from a walk that others share.
   *
   * @param finished every finished request of the run
   * @param handoff whether figures of a {@link Handoff} are among them; 1.1 has none
   * @param judge what is done to each before the dialect sees it
   */
  public static Collector<EvalscopeFigures> collector(
      Requests finished,
      EvalscopeDialect dialect,
      boolean handoff,
      UnaryOperator<RequestRecord> judge,
      TokenCounters counters) {
    return new EvalscopeCollector(finished, dialect, handoff, judge, counters);
  }

  /** How a metric is spread, in seconds; empty of one that evalscope doesn't know. */
  public Distribution spread(LatencyMetric metric) {
    return Map.of(
            LatencyMetric.TTFT, spreads.ttft(),
            LatencyMetric.TPOT, spreads.tpot(),
            LatencyMetric.ITL, spreads.itl(),
            LatencyMetric.E2EL, spreads.latency())
        .getOrDefault(metric, Distribution.EMPTY);
  }

  /** Its average, in seconds: not always the mean of {@link #spread}. */
  public double averageSeconds(LatencyMetric metric) {
    return Map.of(
            LatencyMetric.TTFT, ttftSeconds,
            LatencyMetric.TPOT, tpotSeconds,
            LatencyMetric.ITL, itlSeconds,
            LatencyMetric.E2EL, latencySeconds)
        .getOrDefault(metric, NOT_MEASURED);
  }

  /** All requests. */
  public int total() {
    return succeeded + failed;
  }
}
