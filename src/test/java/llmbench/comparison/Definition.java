package llmbench.comparison;

import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.numbers.PercentileRule;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.timeline.MessageKind;

/**
 * How figures are defined, as far as the tools differ in it. Made from the dialects, so that no
 * definition is written twice.
 *
 * @param countsRole whether a chunk that only names the role is a first token
 * @param countsFinish whether a chunk that only says why the answer ended adds a gap
 * @param usageEnds whether the message with the token counts ends the latency
 * @param lastByteEnds whether the last byte of the answer ends the latency
 * @param countsTemplate whether a prompt's tokens include the chat template
 * @param staleTime whether throughput is over the time before the last request was counted
 * @param averagesSingles whether answers of one token are in the mean TPOT, as 0
 * @param percentiles how a percentile is read
 */
public record Definition(
    boolean countsRole,
    boolean countsFinish,
    boolean usageEnds,
    boolean lastByteEnds,
    boolean countsTemplate,
    boolean staleTime,
    boolean averagesSingles,
    PercentileRule percentiles) {

  /** The honest one: outputs are timed; the prompt is what the server counts. */
  public static final Definition OUTPUTS =
      new Definition(false, false, false, true, true, false, false, PercentileRule.LINEAR);

  /** That of vLLM bench; its Rust client has that of 0.11's chat. */
  public static Definition of(VllmDialect dialect) {
    return new Definition(
        dialect.counts(MessageKind.ROLE),
        dialect.counts(MessageKind.FINISH),
        dialect.endsLatency(MessageKind.USAGE),
        false,
        dialect.takesServersPromptTokens(),
        false,
        false,
        PercentileRule.LINEAR);
  }

  /** That of evalscope. */
  public static Definition of(EvalscopeDialect dialect) {
    return new Definition(
        dialect.counts(MessageKind.ROLE),
        dialect.counts(MessageKind.FINISH),
        dialect.endsLatency(MessageKind.USAGE),
        false,
        true,
        dialect.ratesBeforeTime(),
        !dialect.atLeast(EvalscopeDialect.V1_14),
        dialect.percentiles());
  }
}
