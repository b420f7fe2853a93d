package llmbench.simserver.stream;

import io.netty.channel.EventLoop;
import llmbench.simserver.request.CompletionRequest;

/** A stream of tokens under way, as an engine sees it. On its connection's event loop. */
public interface Answer {

  /** The request that it is to; any thread may ask. */
  Accepted accepted();

  /** Tokens that are still to come; 0 when all are written or nothing more will be. */
  int left();

  /** Writes the next token, and what belongs before the first and after the last one. */
  void next();

  /** The loop of its connection; any thread may ask. */
  default EventLoop loop() {
    return accepted().exchange().loop();
  }

  /** What was asked for; any thread may ask. */
  default CompletionRequest request() {
    return accepted().request();
  }

  /** When the request's last byte was read; any thread may ask. */
  default long arrivedNanos() {
    return accepted().truth().arrivedNanos();
  }

  /**
   * When the timing model may begin with it: when it arrived, or when it was found to fit. Any
   * thread may ask.
   */
  default long readyNanos() {
    return accepted().readyNanos();
  }

  /** Whether the client reads fast enough for more. */
  default boolean isWritable() {
    return accepted().exchange().channel().isWritable();
  }
}
