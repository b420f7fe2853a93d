package llmbench.metrics.evalscope;

import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.numbers.PairwiseMean;

/**
 * How conversations fared, which evalscope 1.14 calls traces: a value each, of those with a turn
 * that succeeded; 0 where its turns have none. Source: {@code
 * evalscope/perf/utils/trace_metrics.py} of 1.14.1.
 *
 * @param traces how many there are
 * @param latency from the first turn's start to the last one's completion; seconds
 * @param firstTtft time to the first token of the first turn; seconds
 * @param lastToken from the first turn's start to the first token of the last answer; seconds
 * @param decodeRate tokens a second of an answer, behind its first, over its turns
 * @param cachedPercent of all prompts, what the prefix cache had
 * @param cachedOfHistoryPercent of what the conversation had before, what the prefix cache had
 */
public record TraceFigures(
    int traces,
    Spread latency,
    Spread firstTtft,
    Spread lastToken,
    Spread decodeRate,
    Spread cachedPercent,
    Spread cachedOfHistoryPercent) {

  /**
   * A value each conversation.
   *
   * @param mean as numpy adds them up
   * @param values read by {@link llmbench.metrics.numbers.PercentileRule#LINEAR}
   */
  public record Spread(double mean, Distribution values) {

    static Spread of(Doubles values) {
      double[] all = values.toArray();
      return new Spread(PairwiseMean.of(all), Distribution.of(all));
    }
  }
}
