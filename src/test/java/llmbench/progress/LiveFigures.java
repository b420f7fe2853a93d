package llmbench.progress;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a run stands at one moment. What isn't known yet is empty.
 *
 * @param elapsedSeconds since the first request was sent
 * @param all requests of the run; empty where only its end tells how many
 * @param inFlight requests that are sent and not finished
 * @param ok requests that succeeded
 * @param failed requests that failed
 * @param tokensPerSecond output tokens that arrived, over the last five seconds; of requests in
 *     flight an output chunk stands for as many tokens as it did in the finished ones, at first for
 *     one
 * @param ttftMillis P50 of the times to the first output, of requests in flight and the last few
 *     hundred successes
 * @param itlMillis P50 of the times from one output to the next, likewise, of the last few in each
 *     request
 * @param etaSeconds until the end
 * @param whole what there is instead where answers have no tokens; null where they have
 */
record LiveFigures(
    double elapsedSeconds,
    OptionalInt all,
    int inFlight,
    int ok,
    int failed,
    OptionalDouble tokensPerSecond,
    OptionalDouble ttftMillis,
    OptionalDouble itlMillis,
    OptionalDouble etaSeconds,
    @Nullable Whole whole) {

  /**
   * Of answers without tokens.
   *
   * @param requestsPerSecond that ended, over the last five seconds
   * @param e2elMillis P50 of the times to the last byte, of the last few hundred successes
   */
  record Whole(OptionalDouble requestsPerSecond, OptionalDouble e2elMillis) {}

  /** Those of answers with tokens. */
  LiveFigures(
      double elapsedSeconds,
      int all,
      int inFlight,
      int ok,
      int failed,
      OptionalDouble tokensPerSecond,
      OptionalDouble ttftMillis,
      OptionalDouble itlMillis,
      OptionalDouble etaSeconds) {
    this(
        elapsedSeconds,
        OptionalInt.of(all),
        inFlight,
        ok,
        failed,
        tokensPerSecond,
        ttftMillis,
        itlMillis,
        etaSeconds,
        null);
  }

  /** Requests that are finished. */
  int done() {
    return ok + failed;
  }
}
