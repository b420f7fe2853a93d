package llmbench.metrics.evalscope;

import java.util.AbstractList;
import java.util.List;
import java.util.OptionalInt;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.request.TokenCounters;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import org.jspecify.annotations.Nullable;

/**
 * One request as evalscope sees it: what it calls {@code BenchmarkData}.
 *
 * @param times what every tool has of a request
 * @param streamed whether the answer came as a stream, or was to come as one when there is none
 * @param decodeChunks chunks from the first output on, empty ones and the finish included
 * @param cachedTokens tokens of the prompt that the server's prefix cache had, when it said so
 * @param turn of a conversation; null for a request that is none's
 */
public record EvalscopeRequest(
    RequestTimes times,
    boolean streamed,
    int decodeChunks,
    OptionalInt cachedTokens,
    @Nullable ConversationTurn turn) {

  /** A request that is no conversation's. */
  public EvalscopeRequest(
      RequestTimes times, boolean streamed, int decodeChunks, OptionalInt cachedTokens) {
    this(times, streamed, decodeChunks, cachedTokens, null);
  }

  /**
   * The requests of a run in the order in which they ended, in which evalscope counts them; each is
   * made whenever it is asked for.
   *
   * @param counters count what the server did not
   */
  public static List<EvalscopeRequest> of(
      List<RequestRecord> records, EvalscopeDialect dialect, TokenCounters counters) {
    Requests inOrder = Requests.of(records).byEnd();
    return new AbstractList<>() {
      @Override
      public int size() {
        return inOrder.size();
      }

      @Override
      public EvalscopeRequest get(int i) {
        return dialect.request(inOrder.get(i), counters);
      }
    };
  }

  /**
   * When evalscope took it for completed, since the zero of the run's clock: with the message that
   * ends the latency, not with the last byte; a failure when it really ended. Seconds.
   */
  double completedSeconds() {
    return times.success() ? times.startSeconds() + times.latencySeconds() : times.endSeconds();
  }

  /**
   * Output tokens for each chunk after the first: (tokens − 1) / (chunks − 1), what speculative
   * decoding raises above 1; 0 where there is only one of either.
   */
  double tokensPerIteration() {
    return times.outputTokens() > 1 && decodeChunks > 1
        ? (double) (times.outputTokens() - 1) / (decodeChunks - 1)
        : 0;
  }
}
