package llmbench.reporting;

import java.util.OptionalDouble;
import java.util.function.ToIntFunction;
import llmbench.metrics.vllm.DatasetOrder;
import llmbench.metrics.vllm.Goodput;
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
    return successes.withTimesOf(
        figures(answers, dialect, tokens), figures(streams, dialect, tokens));
  }

  private static VllmFigures figures(
      Requests requests, VllmDialect dialect, ToIntFunction<String> tokens) {
    return VllmFigures.of(
        DatasetOrder.of(requests, dialect, tokens), OptionalDouble.empty(), Goodput.NONE);
  }
}
