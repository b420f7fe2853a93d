package llmbench.llm;

import llmbench.timeline.Departure;
import llmbench.timeline.Fault;
import llmbench.timeline.StreamTimeline;
import org.jspecify.annotations.Nullable;

/**
 * What came of one request: handed to {@link SseCheck}s and to {@link LlmActionBuilder#onFinished}.
 * Times are stamps of {@link System#nanoTime()}.
 *
 * @param requestName the request's name in Gatling's report
 * @param requestId the {@code x-request-id} that was sent; empty when none was
 * @param status HTTP status; 0 when no answer came
 * @param resends how often it was sent again because an idle connection turned out to be closed
 *     before any byte of an answer; the clock was restarted each time
 * @param unstreamed whether no stream was asked for and none came; its timeline then has no
 *     messages
 * @param timeline every message of the stream; ended, and not to be changed any more
 * @param departure how it set out; its points in time are stamps, too
 * @param endNanos when the last byte came, or the fault
 * @param fault why it failed; null when it succeeded
 */
public record LlmResult(
    String requestName,
    String requestId,
    int status,
    int resends,
    boolean unstreamed,
    StreamTimeline timeline,
    Departure departure,
    long endNanos,
    @Nullable Fault fault) {

  /** When the request was sent, the last time if it was sent again. */
  public long sentNanos() {
    return timeline.sentNanos();
  }

  /** Nanoseconds from sending the request to its last byte, or to its fault. */
  public long latencyNanos() {
    return endNanos - sentNanos();
  }

  /** The same result with another fault. */
  LlmResult failed(Fault why) {
    return new LlmResult(
        requestName, requestId, status, resends, unstreamed, timeline, departure, endNanos, why);
  }
}
