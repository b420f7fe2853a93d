package llmbench.llm;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Stamps each network read at the head of a connection's pipeline, before TLS, HTTP or SSE look at
 * it: all that came in one read has one time, and decoding is not measured.
 *
 * <p>One for each connection, for as long as it lives; on the connection's event loop.
 */
final class ReadClock extends ChannelInboundHandlerAdapter {

  private static final String NAME = "llm-read-clock";

  private long nanos = System.nanoTime();

  /** The clock of this connection, put in place if it isn't there yet. */
  static ReadClock of(Channel channel) {
    ReadClock clock = (ReadClock) channel.pipeline().get(NAME);
    if (clock == null) {
      clock = new ReadClock();
      channel.pipeline().addFirst(NAME, clock);
    }
    return clock;
  }

  /**
   * When the last read was made, or the connection was first used, by {@link System#nanoTime()}.
   */
  long nanos() {
    return nanos;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    nanos = System.nanoTime();
    context.fireChannelRead(message);
  }
}
