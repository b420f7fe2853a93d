package llmbench.llm;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Stamps each network read at the head of a connection's pipeline, before TLS, HTTP or SSE look at
 * it: all that came in one read has one time, and decoding is not measured.
 *
 * <p>Gatling's client takes heads of any length. So this counts what comes without an answer, or a
 * part of one, coming out of it, and closes the connection before that fills the heap.
 *
 * <p>One for each connection, for as long as it lives; on the connection's event loop.
 */
final class ReadClock extends ChannelInboundHandlerAdapter {

  /** As much as may be read without anything of an answer. */
  static final int MAX_HEAD_BYTES = 1 << 20;

  private static final String NAME = "llm-read-clock";

  private long nanos = System.nanoTime();
  private long unanswered;
  private @Nullable Runnable flooded;

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

  /** A request begins, or is over: who is told when too much comes; nobody if null. */
  void watchedBy(@Nullable Runnable listener) {
    flooded = listener;
    unanswered = 0;
  }

  /** Something of an answer came. */
  void answered() {
    unanswered = 0;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    nanos = System.nanoTime();
    if (message instanceof ByteBuf bytes) {
      unanswered += bytes.readableBytes();
      if (unanswered > MAX_HEAD_BYTES) {
        ReferenceCountUtil.release(message);
        if (flooded != null) {
          flooded.run();
        }
        ChannelFuture unused = context.close();
        return;
      }
    }
    context.fireChannelRead(message);
  }
}
