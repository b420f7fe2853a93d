package llmbench.llm;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Takes what a connection that is given up still brings: Gatling's client would leave it, and the
 * memory of its buffers, where it is. A read may hold many parts, a compressed one thousands.
 */
final class Drain extends ChannelInboundHandlerAdapter {

  static final String NAME = "llm-drain";

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
  }
}
