package llmbench.llm;

/** A request in flight, as {@link LlmActionBuilder#onStarted} tells of it. Any thread. */
public interface LlmCall {

  /** The request's name in Gatling's report. */
  String requestName();

  /** The {@code x-request-id} that is sent; empty when none is. */
  String requestId();

  /** When it was sent, the last time if it was sent again: a stamp of {@link System#nanoTime()}. */
  long sentNanos();

  /**
   * Ends it as interrupted, with what came until then: soon, on its event loop. The server sees its
   * connection closed (not over HTTP/2). Nothing happens to one that is over.
   */
  void interrupt();
}
