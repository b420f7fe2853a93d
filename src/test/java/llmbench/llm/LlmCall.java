package llmbench.llm;

import llmbench.llm.chat.TurnSent;
import llmbench.timeline.SoFar;
import org.jspecify.annotations.Nullable;

/** A request in flight, as {@link LlmActionBuilder#onStarted} tells of it. Any thread. */
public interface LlmCall {

  /** The request's name in Gatling's report. */
  String requestName();

  /** The {@code x-request-id} that is sent; empty when none is. */
  default String requestId() {
    return asSent().header("x-request-id");
  }

  /** The request itself. */
  AsSent asSent();

  /** Which turn of a conversation it is; null where it is none's. */
  default @Nullable TurnSent turn() {
    return null;
  }

  /** When it was sent, the last time if it was sent again: a stamp of {@link System#nanoTime()}. */
  long sentNanos();

  /**
   * What has come of it so far, for a display: read without a lock while its event loop goes on, so
   * it may be a moment old. It costs the event loop nothing; don't ask more than once a second.
   */
  SoFar soFar();

  /**
   * Ends it as interrupted, with what came until then: soon, on its event loop. The server sees its
   * connection closed (not over HTTP/2). Nothing happens to one that is over.
   */
  void interrupt();
}
