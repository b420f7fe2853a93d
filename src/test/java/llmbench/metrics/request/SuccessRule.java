package llmbench.metrics.request;

import static llmbench.timeline.FaultKind.CONTENT_TYPE;
import static llmbench.timeline.FaultKind.CUT;
import static llmbench.timeline.FaultKind.EMPTY;
import static llmbench.timeline.FaultKind.ERROR_EVENT;
import static llmbench.timeline.FaultKind.MALFORMED;
import static llmbench.timeline.FaultKind.NO_CHOICES;
import static llmbench.timeline.FaultKind.NO_OUTPUT;

import java.util.Set;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.RequestRecord;

/**
 * What counts as a success. The tools are content with less than we are: with any answer under
 * status 200 that ends properly, as long as their own code gets through it. Measured with vLLM
 * 0.32.0, evalscope 1.14.1 and 1.1.1 against the simulated server: docs/reliability.md.
 */
public enum SuccessRule {
  /** Ours: output, and an end that the server meant. */
  STRICT(Set.of()),
  /** Errors are messages without choices; whether a chunk is needed is the dialect's. */
  VLLM(Set.of(ERROR_EVENT, CUT, EMPTY, NO_OUTPUT)),
  /** An event for each end, so nothing is taken that is cut; a delta without text is enough. */
  VLLM_RESPONSES(Set.of(NO_OUTPUT)),
  /** Any JSON that comes under status 200. */
  VLLM_POOLING(Set.of(ERROR_EVENT, NO_CHOICES)),
  /** vLLM's Rust client: one chunk is needed, and what is no JSON is skipped. */
  VLLM_RS(Set.of(MALFORMED, CUT, NO_OUTPUT)),
  /** vLLM's script for conversations: a text is needed, and no end of it. */
  VLLM_SCRIPT(Set.of(CUT)),
  /** A stream without any chunk ends the tool itself, so it is no success. */
  EVALSCOPE_1_1(Set.of(ERROR_EVENT, CUT, NO_OUTPUT)),
  /** It knows errors, and skips what is no JSON. */
  EVALSCOPE_1_14(Set.of(MALFORMED, CUT, EMPTY, NO_OUTPUT)),
  /** Any body at all that comes under status 200. */
  EVALSCOPE_POOLING(Set.of(CONTENT_TYPE, MALFORMED, ERROR_EVENT, NO_CHOICES));

  @SuppressWarnings("ImmutableEnumChecker") // It is one of Set.of().
  private final Set<FaultKind> taken;

  SuccessRule(Set<FaultKind> taken) {
    this.taken = taken;
  }

  private boolean isOfPooling() {
    return this == VLLM_POOLING || this == EVALSCOPE_POOLING;
  }

  /** The request as a success if the rule takes it for one, else as it is. */
  public RequestRecord judge(RequestRecord request) {
    Fault fault = request.fault();
    return fault != null && takes(fault, request.unstreamed()) ? request.asSuccess() : request;
  }

  /**
   * Whether a request that has failed so is a success by the rule.
   *
   * @param unstreamed whether its answer came whole
   */
  public boolean takes(Fault fault, boolean unstreamed) {
    // A broken connection is an exception in every tool; what came whole they read otherwise.
    return taken.contains(fault.kind()) && !fault.broke() && (!unstreamed || isOfPooling());
  }
}
