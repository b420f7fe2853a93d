package llmbench.metrics.vllm;

import java.util.function.ToIntFunction;
import llmbench.metrics.numbers.Seconds;
import llmbench.metrics.request.ChunkRule;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.request.ServerSeconds;
import llmbench.metrics.request.SuccessRule;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Usage;
import llmbench.timeline.Usage.Place;
import org.jspecify.annotations.Nullable;

/**
 * What one version and backend of {@code vllm bench serve} takes from a stream. Source: {@code
 * vllm/benchmarks/lib/endpoint_request_func.py} of vLLM 0.11.0, 0.32.0 and 0.33.0.
 */
public enum VllmDialect {
  /** {@code async_request_openai_chat_completions} of 0.11: any message moves the base. */
  V0_11_CHAT(ChunkRule.CHUNKS_FROM_ANY, false, false, Place.ALONE),
  /** {@code async_request_openai_completions} of 0.11. */
  V0_11_COMPLETIONS(ChunkRule.CHUNKS, true, false, Place.ALONE),
  /** Chat of 0.32: as completions, and the server's count of the prompt is taken. */
  V0_32_CHAT(ChunkRule.CHUNKS, true, true, Place.ALONE),
  /** Completions of 0.32, and of 0.33. */
  V0_32_COMPLETIONS(ChunkRule.CHUNKS, true, true, Place.ALONE),
  /** Chat of 0.33: output alone is timed, and any other message may have the token counts. */
  V0_33_CHAT(ChunkRule.STREAMED_OUTPUTS, true, true, Place.BESIDE_CHOICES),
  /** {@code async_request_openai_responses}: deltas of text and reasoning are timed. */
  RESPONSES(ChunkRule.STREAMED_OUTPUTS, true, true, Place.ALONE),
  /** {@code async_request_openai_audio}: as chat of 0.32, by every version. */
  SPEECH(ChunkRule.CHUNKS, true, false, Place.ALONE),
  /** {@code _run_pooling_request}: nothing is timed but the whole answer. */
  POOLING(ChunkRule.CHUNKS, false, true, Place.ALONE);

  private static final String FAILED = " to calculate TTFT.This response will be marked as failed!";

  private final ChunkRule rule;
  private final boolean needsChunk;
  private final boolean takesServersPromptTokens;
  private final Place usageUpTo;

  VllmDialect(
      ChunkRule rule, boolean needsChunk, boolean takesServersPromptTokens, Place usageUpTo) {
    this.rule = rule;
    this.needsChunk = needsChunk;
    this.takesServersPromptTokens = takesServersPromptTokens;
    this.usageUpTo = usageUpTo;
  }

  /** Whether such a message ends the time to the first token (the first one) or a gap. */
  public boolean counts(MessageKind kind) {
    return rule.counts(kind);
  }

  /** Whether the last such message ends the latency. */
  public boolean endsLatency(MessageKind kind) {
    return rule.ends(kind);
  }

  /** Whether the prompt has the tokens that the server counts, its chat template included. */
  public boolean takesServersPromptTokens() {
    return takesServersPromptTokens;
  }

  /** Whether an answer has no tokens, so that none of them is timed. */
  public boolean isOfPooling() {
    return this == POOLING;
  }

  /** What the tool itself takes for a success. */
  public SuccessRule ownRule() {
    return switch (this) {
      case RESPONSES -> SuccessRule.VLLM_RESPONSES;
      case POOLING -> SuccessRule.VLLM_POOLING;
      default -> SuccessRule.VLLM;
    };
  }

  /**
   * The request as this dialect sees it. A request that has failed is failed here as well, also
   * where vLLM bench would have taken it, unless {@link #ownRule} judged it first.
   *
   * <p>vLLM bench always asks for a stream. Of an answer that came whole its functions for
   * completions would take the one piece for the first chunk and the last; so do we.
   *
   * @param tokenCounter counts the tokens of an answer when the server reported none or 0
   */
  public RequestTimes times(RequestRecord request, ToIntFunction<String> tokenCounter) {
    ChunkRule.Times times =
        request.ok() && request.unstreamed()
            ? ChunkRule.Times.ofWhole(Seconds.ofNanos(request.endNanos() - request.sentNanos()))
            : rule.read(request.messages());
    String error = error(request, times);
    boolean success = error.isEmpty();
    int reported = success ? reportedTokens(request) : 0;
    boolean counted = success && reported == 0 && this != POOLING;
    return new RequestTimes(
        request.index(),
        success,
        Seconds.ofNanos(request.sentNanos()),
        Seconds.ofNanos(request.endNanos()),
        times.firstSeconds(),
        times.gapsSeconds(),
        success || keepsLatency(request.fault()) ? times.lastSeconds() : 0,
        inputTokens(request),
        counted ? tokenCounter.applyAsInt(request.text()) : reported,
        counted,
        // Only the whole run tells how long a request waited for its turn.
        0,
        ServerSeconds.of(request.server()),
        success ? request.text() : "",
        error);
  }

  /** The function for responses judges a stream at its end, and only then; its time is kept. */
  private boolean keepsLatency(@Nullable Fault fault) {
    return this == RESPONSES
        && (fault == null
            || fault.kind() == FaultKind.ERROR_EVENT
            || (fault.kind() == FaultKind.CUT && !fault.broke()));
  }

  private String error(RequestRecord request, ChunkRule.Times times) {
    Fault fault = request.fault();
    if (fault != null) {
      return fault.line();
    }
    if (!needsChunk || times.found()) {
      return "";
    }
    String chunk = this == RESPONSES ? "a token delta" : "a valid chunk";
    return "Never received " + chunk + FAILED;
  }

  /** The token counts in the messages that it looks at; null when there are none. */
  public @Nullable Usage usage(RequestRecord request) {
    Usage usage = request.usage();
    return usage == null ? null : usage.upTo(usageUpTo);
  }

  private int reportedTokens(RequestRecord request) {
    Usage usage = usage(request);
    Integer tokens = usage == null ? null : usage.completionTokens();
    return tokens == null ? 0 : tokens;
  }

  private int inputTokens(RequestRecord request) {
    if (this == POOLING) {
      return pooledTokens(request);
    }
    Usage usage = usage(request);
    Integer tokens = usage == null ? null : usage.promptTokens();
    return takesServersPromptTokens && tokens != null ? tokens : request.promptTokens();
  }

  /** 0 where the server doesn't say; the client's own where the answer has no place for counts. */
  private int pooledTokens(RequestRecord request) {
    Usage usage = request.ok() ? usage(request) : null;
    if (usage == null) {
      return 0;
    }
    Integer tokens = usage.promptTokens();
    return tokens == null ? request.promptTokens() : tokens;
  }
}
