package llmbench.simserver;

import io.netty.channel.EventLoop;

/** A stream of tokens under way, as an engine sees it. On its connection's event loop. */
interface Answer {

  /** The loop of its connection; any thread may ask. */
  EventLoop loop();

  /** What was asked for; any thread may ask. */
  CompletionRequest request();

  /** When the request's last byte was read; any thread may ask. */
  long arrivedNanos();

  /**
   * When the timing model may begin with it: when it arrived, or when it was found to fit. Any
   * thread may ask.
   */
  long readyNanos();

  /** Tokens that are still to come; 0 when all are written or nothing more will be. */
  int left();

  /** Whether the client reads fast enough for more. */
  boolean isWritable();

  /** Writes the next token, and what belongs before the first and behind the last one. */
  void next();
}
