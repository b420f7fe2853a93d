package llmbench.simserver.stream;

import llmbench.simserver.config.ServerFault;
import llmbench.simserver.stats.Counters;
import llmbench.simserver.truth.RequestTruth;
import llmbench.simserver.truth.Truth;
import llmbench.simserver.truth.TruthEnding;

/**
 * Books what becomes of a request, in the truth and in the counters of {@code /metrics}. Always
 * before the last write: a client's next request can't come while this one still counts.
 */
public final class Ledger {

  private final Truth truth;
  private final Counters counters;

  public Ledger(Truth truth, Counters counters) {
    this.truth = truth;
    this.counters = counters;
  }

  /** A token was written. */
  void token(RequestTruth request, long stampNanos) {
    if (request.tokens() == 0) {
      counters.firstToken(stampNanos - request.arrivedNanos());
    } else {
      counters.gap(stampNanos - request.lastNanos());
    }
    request.tokenWritten(stampNanos);
  }

  /** The fault that was scheduled has been committed, or begins. */
  void struck(RequestTruth request, ServerFault fault) {
    request.struck(fault);
    truth.struck(fault.kind());
  }

  /** All of the answer is going to be written. */
  void completed(Accepted accepted, int promptTokens) {
    long stampNanos = System.nanoTime();
    RequestTruth request = accepted.truth();
    request.promptCounted(promptTokens);
    counters.completed(promptTokens, accepted.request(), phases(request, stampNanos));
    ended(accepted, stampNanos, TruthEnding.COMPLETED);
  }

  private static Counters.Phases phases(RequestTruth request, long endNanos) {
    return new Counters.Phases(
        request.scheduledNanos() - request.arrivedNanos(),
        request.firstNanos() - request.scheduledNanos(),
        request.lastNanos() - request.firstNanos(),
        endNanos - request.arrivedNanos());
  }

  /** The server failed. */
  public void failed(Accepted accepted) {
    counters.failed();
    ended(accepted, System.nanoTime(), TruthEnding.FAILED);
  }

  /** The answer ends with its fault. */
  void faulted(Accepted accepted) {
    counters.failed();
    ended(accepted, System.nanoTime(), TruthEnding.FAULTED);
  }

  /** The client left. */
  void aborted(Accepted accepted) {
    counters.aborted();
    ended(accepted, System.nanoTime(), TruthEnding.ABORTED);
  }

  private void ended(Accepted accepted, long stampNanos, TruthEnding how) {
    accepted.over();
    truth.ended(accepted.truth(), stampNanos, how);
  }
}
