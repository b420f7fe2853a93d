package llmbench.simserver.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpServerCodec;

/** Writes to a connection. That a write failed shows as the connection's end, so nobody waits. */
public final class Wire {

  private Wire() {}

  @SuppressWarnings("FutureReturnValueIgnored")
  public static void write(Channel channel, Object message) {
    channel.write(message, channel.voidPromise());
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  static void writeAndFlush(Channel channel, Object message) {
    channel.writeAndFlush(message, channel.voidPromise());
  }

  /**
   * Writes bytes that are chunks of the chunked encoding already, past the HTTP encoder: a token is
   * one buffer and one system call instead of four buffers. The encoder keeps waiting for the last
   * chunk, which goes through it.
   */
  @SuppressWarnings("FutureReturnValueIgnored")
  public static void writeFrame(Channel channel, ByteBuf chunks) {
    ChannelHandlerContext codec = channel.pipeline().context(HttpServerCodec.class);
    if (codec == null) {
      // The connection is closed, and its pipeline with it.
      chunks.release();
      return;
    }
    codec.write(chunks, channel.voidPromise());
  }
}
