package llmbench.llm;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;

/**
 * Hands a packed body to the decompressor behind it in small parts. All that comes out of one part
 * is in memory at once, and two kilobytes of Brotli may be two gigabytes. Between parts whoever
 * reads can have enough of it, and close the connection.
 *
 * <p>On the connection's event loop.
 */
final class PackedParts extends ChannelInboundHandlerAdapter {

  static final String NAME = "llm-packed-parts";

  /** Of zlib's: a byte becomes 1,032 at most. */
  private static final int ZLIB_BYTES = 4096;

  /** Of others': with Brotli the eleven bytes of a block become 16 MiB. */
  private static final int OTHER_BYTES = 32;

  /** Bytes of a part; 0 for a body that is not packed. */
  private int most;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpResponse head) {
      most = most(head.headers());
    }
    if (message instanceof HttpContent content && most > 0) {
      inParts(context, content);
    } else {
      context.fireChannelRead(message);
    }
  }

  private void inParts(ChannelHandlerContext context, HttpContent content) {
    ByteBuf bytes = content.content();
    while (bytes.readableBytes() > most && context.channel().isOpen()) {
      context.fireChannelRead(new DefaultHttpContent(bytes.readRetainedSlice(most)));
    }
    if (context.channel().isOpen()) {
      // With its trailers, if it is the last one.
      context.fireChannelRead(content);
    } else {
      content.release();
    }
  }

  private static int most(HttpHeaders headers) {
    String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
    String packed = encoding == null ? headers.get(HttpHeaderNames.TRANSFER_ENCODING) : encoding;
    return packed == null || packed.equalsIgnoreCase("chunked")
        ? 0
        : Encodings.isZlib(packed) ? ZLIB_BYTES : OTHER_BYTES;
  }
}
