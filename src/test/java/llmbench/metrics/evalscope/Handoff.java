package llmbench.metrics.evalscope;

import llmbench.metrics.numbers.Distribution;

/**
 * How answers fare where one server works on the prompt and another writes the answer (prefill and
 * decode apart): the first gap of an answer has the handoff from one to the other in it. What
 * {@code --enable-pd-metrics} of evalscope 1.14 adds to its figures; seconds, of successful
 * requests. Each is empty where no answer has it.
 *
 * @param steadyItl all gaps but the first of each answer, in one pool
 * @param latency the first gap of each answer that has one
 * @param overhead by how much it is longer than the median of that answer's other gaps, or 0; of
 *     answers with at least two gaps
 */
public record Handoff(Distribution steadyItl, Distribution latency, Distribution overhead) {

  /** Of a report that wasn't asked for it. */
  public static final Handoff NONE =
      new Handoff(Distribution.EMPTY, Distribution.EMPTY, Distribution.EMPTY);
}
