package llmbench.reporting;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.request.LatencySum;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.vllm.DatasetOrder;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.timeline.Fault;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;

/**
 * Latencies of somebody's own simulation, in which the tools' rules would mislead: it has checks of
 * its own, and may ask for streams and for whole answers in one run.
 *
 * <p>An answer that was only too slow for a check counts in them, or they would show the fast ones
 * alone. A whole answer has no times of tokens: the tools, which know only one kind in a run, take
 * its latency for its TTFT.
 */
final class AnswerFigures {

  private AnswerFigures() {}

  /** The same requests, in which what was only too slow is an answer like others. */
  static Requests answers(Requests requests) {
    return requests.judged(AnswerFigures::answered);
  }

  private static RequestRecord answered(RequestRecord request) {
    Fault fault = request.fault();
    return fault != null && fault.isOfSlowness() ? request.asSuccess() : request;
  }

  /**
   * The same figures with these latencies; counts, tokens and rates stay those of the successes.
   *
   * @param successes the figures of these requests, by this dialect
   */
  static VllmFigures in(
      VllmFigures successes, Requests requests, VllmDialect dialect, ToIntFunction<String> tokens) {
    Requests answers = answers(requests);
    Requests streams = answers.only(place -> !requests.get(place).unstreamed());
    Map<LatencyMetric, Distribution> both = new EnumMap<>(LatencyMetric.class);
    both.putAll(millis(streams, dialect, tokens, metric -> metric != LatencyMetric.E2EL));
    both.putAll(millis(answers, dialect, tokens, metric -> metric == LatencyMetric.E2EL));
    return successes.with(both);
  }

  private static Map<LatencyMetric, Distribution> millis(
      Requests requests,
      VllmDialect dialect,
      ToIntFunction<String> tokens,
      Predicate<LatencyMetric> which) {
    LatencySum sum = new LatencySum(Stream.of(LatencyMetric.values()).filter(which).toList());
    for (RequestTimes times : DatasetOrder.of(requests, dialect, tokens)) {
      if (times.success()) {
        sum.add(times, times.gapsSeconds());
      }
    }
    return sum.millis();
  }
}
