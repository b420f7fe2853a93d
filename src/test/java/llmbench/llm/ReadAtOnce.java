package llmbench.llm;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;

/**
 * Asks a connection for its next read by the shortest way. Netty asks behind each read, from the
 * pipeline's end through all handlers: a tenth of what an event loop does for a token outside the
 * system, and no handler of a plain HTTP/1.1 connection has anything to say to it.
 */
@Sharable
final class ReadAtOnce extends ChannelOutboundHandlerAdapter {

  static final String NAME = "llm-read-at-once";

  static final ReadAtOnce INSTANCE = new ReadAtOnce();

  private ReadAtOnce() {}

  @Override
  public void read(ChannelHandlerContext context) {
    context.channel().unsafe().beginRead();
  }
}
