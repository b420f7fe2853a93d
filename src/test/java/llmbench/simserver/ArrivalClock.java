package llmbench.simserver;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Stamps each network read at the head of a connection's pipeline: the last one of a request is
 * when it arrived.
 */
final class ArrivalClock extends ChannelInboundHandlerAdapter {

  private long nanos;

  long nanos() {
    return nanos;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    nanos = System.nanoTime();
    context.fireChannelRead(message);
  }
}
