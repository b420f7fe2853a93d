package llmbench.llm;

import io.gatling.http.client.impl.DefaultHttpClient;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Takes what a connection that is given up still brings: Gatling's client would leave it, and the
 * memory of its buffers, where it is. A read may hold many parts, a compressed one thousands.
 */
final class Drain extends ChannelInboundHandlerAdapter {

  private static final String NAME = "llm-drain";

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
  }

  /**
   * Ends what a connection brings, by a cause that Gatling's client takes for a broken connection.
   * Handed to the client's own handler: one ahead of it in the pipeline swallows exceptions.
   */
  static void breakOff(Channel channel, OverdueException cause) {
    ChannelHandlerContext client = channel.pipeline().context(DefaultHttpClient.APP_HTTP_HANDLER);
    if (client != null && client.handler() instanceof ChannelInboundHandler handler) {
      if (channel.pipeline().get(NAME) == null) {
        channel.pipeline().addBefore(DefaultHttpClient.APP_HTTP_HANDLER, NAME, new Drain());
      }
      try {
        handler.exceptionCaught(client, cause);
      } catch (Exception e) {
        throw new IllegalStateException("Gatling's client does not let go of a request", e);
      }
      // It may have thought that the answer was over, and this connection fit for the next one.
      ChannelFuture unused = channel.close();
    }
  }
}
