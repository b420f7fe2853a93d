package llmbench.metrics.evalscope;

import java.util.List;
import java.util.OptionalInt;
import llmbench.metrics.numbers.PercentileRule;
import llmbench.metrics.numbers.Seconds;
import llmbench.metrics.request.ChunkRule;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.request.ServerSeconds;
import llmbench.metrics.request.SuccessRule;
import llmbench.metrics.request.TokenCounters;
import llmbench.timeline.Fault;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What one version of {@code evalscope perf} takes from a stream, and how it reads percentiles.
 * Source: {@code plugin/api/default_api.py}, {@code plugin/api/openai_api.py}, {@code
 * utils/benchmark_util.py} and {@code utils/db_util.py} below {@code evalscope/perf} of evalscope
 * 1.1.1 (that of 2025-10-20, commit 9b692f36, except for an option) and 1.14.1.
 */
public enum EvalscopeDialect {
  // The oldest first: a dialect is as the one before it but for what asks atLeast.
  /** 1.1: the role chunk ends the time to the first token, the finish chunk adds a gap. */
  V1_1(ChunkRule.CHUNKS_FROM_ANY, PercentileRule.FLOOR_INDEX),
  /** 1.14: only output is timed; answers that have no such time are left out of it. */
  V1_14(ChunkRule.OUTPUTS_UNTIL_ANY, PercentileRule.NEAREST_RANK),
  /** Its {@code openai_responses_api.py}: text and reasoning are timed, calls of functions not. */
  V1_14_RESPONSES(ChunkRule.WORDS_UNTIL_ANY, PercentileRule.NEAREST_RANK),
  /** Its embeddings and rankings: nothing but the whole answer is timed, and the input counts. */
  V1_14_POOLING(ChunkRule.OUTPUTS_UNTIL_ANY, PercentileRule.NEAREST_RANK);

  private final ChunkRule chunks;
  private final PercentileRule percentiles;

  EvalscopeDialect(ChunkRule chunks, PercentileRule percentiles) {
    this.chunks = chunks;
    this.percentiles = percentiles;
  }

  /** Whether it is that one or a newer one. */
  public boolean atLeast(EvalscopeDialect other) {
    return compareTo(other) >= 0;
  }

  /** How it reads a percentile. */
  public PercentileRule percentiles() {
    return percentiles;
  }

  /** Which percentiles its table has; 0 and 100 are the least and the greatest. */
  public List<Integer> percents() {
    return atLeast(V1_14)
        ? List.of(0, 1, 5, 10, 25, 50, 75, 90, 95, 99, 100)
        : List.of(10, 25, 50, 66, 75, 80, 90, 95, 98, 99);
  }

  /** Whether such a message ends the time to the first token (the first one) or a gap. */
  public boolean counts(MessageKind kind) {
    return chunks.counts(kind);
  }

  /** Whether the last such message ends the latency. */
  public boolean endsLatency(MessageKind kind) {
    return chunks.ends(kind);
  }

  /**
   * Whether throughput is over the time that was known before the last request was counted: {@code
   * update_metrics()} of 1.1 averages before it extends the time.
   */
  public boolean ratesBeforeTime() {
    return !atLeast(V1_14);
  }

  /** Whether a failure's end counts for the duration: 1.1 leaves it at 0. */
  boolean timesFailures() {
    return atLeast(V1_14);
  }

  /** Whether answers that weren't streamed, or have one token, are left out of token times. */
  boolean leavesOutUntimed() {
    return atLeast(V1_14);
  }

  /** Whether it can tell what a handoff takes. */
  boolean hasHandoff() {
    return atLeast(V1_14);
  }

  /** Whether reasoning is counted with the answer when the server reported no tokens. */
  private boolean countsReasoning() {
    return atLeast(V1_14);
  }

  /** Whether an answer has no tokens, so that what is counted and rated is the input. */
  public boolean isOfPooling() {
    return this == V1_14_POOLING;
  }

  /** What the tool itself takes for a success. */
  public SuccessRule ownRule() {
    if (isOfPooling()) {
      return SuccessRule.EVALSCOPE_POOLING;
    }
    return atLeast(V1_14) ? SuccessRule.EVALSCOPE_1_14 : SuccessRule.EVALSCOPE_1_1;
  }

  /**
   * The request as this dialect sees it. A request that has failed is failed here as well, also
   * where evalscope would have taken it, unless {@link #ownRule} judged it first.
   *
   * <p>An answer that came whole is its own first token.
   */
  EvalscopeRequest request(RequestRecord record, TokenCounters counters) {
    Messages messages = record.messages();
    boolean success = record.ok();
    double seconds = Seconds.ofNanos(record.endNanos() - record.sentNanos());
    ChunkRule.Times times =
        success && record.unstreamed() ? ChunkRule.Times.ofWhole(seconds) : chunks.read(messages);
    Tokens tokens = success ? tokens(record, counters) : Tokens.NONE;
    RequestTimes request =
        new RequestTimes(
            record.index(),
            success,
            Seconds.ofNanos(record.sentNanos()),
            Seconds.ofNanos(record.endNanos()),
            times.firstSeconds(),
            times.gapsSeconds(),
            success ? times.lastSeconds() : 0,
            tokens.input(),
            tokens.output(),
            tokens.counted(),
            0,
            ServerSeconds.of(record.server()),
            success ? record.text() : "",
            error(record.fault()));
    return new EvalscopeRequest(
        request,
        !record.unstreamed(),
        decodeChunks(messages, times),
        cached(record.usage()),
        atLeast(V1_14) ? record.turn() : null);
  }

  /** Tokens of one request, and whether they were counted because the server didn't. */
  private record Tokens(int input, int output, boolean counted) {
    static final Tokens NONE = new Tokens(0, 0, false);
  }

  private Tokens tokens(RequestRecord record, TokenCounters counters) {
    Usage usage = record.usage();
    Integer input = usage == null ? null : usage.promptTokens();
    Integer output = usage == null ? null : usage.completionTokens();
    if (isOfPooling() && usage == null) {
      return new Tokens(counters.ofPrompt().applyAsInt(record), 0, true);
    }
    if (input != null && output != null) {
      return new Tokens(input, output, false);
    }
    // Where one of them is missing, evalscope counts both.
    return new Tokens(
        counters.ofPrompt().applyAsInt(record),
        counters.ofAnswer().applyAsInt(answer(record)),
        true);
  }

  private static OptionalInt cached(@Nullable Usage usage) {
    Integer tokens = usage == null ? null : usage.cachedTokens();
    return tokens == null ? OptionalInt.empty() : OptionalInt.of(tokens);
  }

  private static String error(@Nullable Fault fault) {
    return fault == null ? "" : fault.line();
  }

  private String answer(RequestRecord record) {
    return countsReasoning() ? record.reasoning() + record.text() : record.text();
  }

  private int decodeChunks(Messages messages, ChunkRule.Times times) {
    if (this == V1_14_RESPONSES) {
      // The tool doesn't count them there, and goes by the gaps.
      return times.found() ? times.gapsSeconds().size() + 1 : 0;
    }
    int chunks = 0;
    for (int i = 0; i < messages.size(); i++) {
      MessageKind kind = messages.kind(i);
      if (kind.isOutput() || (chunks > 0 && kind.isChunk())) {
        chunks++;
      }
    }
    return chunks;
  }
}
