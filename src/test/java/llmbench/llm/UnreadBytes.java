package llmbench.llm;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import llmbench.timeline.Printable;

/**
 * Looks, right before a request is written, whether something lies in its connection's socket that
 * the event loop has not read yet: that can't be the answer. It costs a system call for each
 * request.
 *
 * <p>There is no way to look without taking, so a connection where anything is found can't be used
 * any more. For connections without TLS: a session ticket is no answer, and must not be taken away.
 */
final class UnreadBytes {

  /** As much as is shown to people. */
  private static final int MOST = 128;

  private static final FastThreadLocal<ByteBuffer> BUFFER =
      new FastThreadLocal<>() {
        @Override
        protected ByteBuffer initialValue() {
          return ByteBuffer.allocateDirect(MOST);
        }
      };

  private static final int ENDED = -1;

  private UnreadBytes() {}

  /**
   * Takes the first of the bytes that lie unread.
   *
   * @return empty where there are none, or where the transport doesn't let us look; no bytes where
   *     the other side has closed the connection
   */
  static Optional<ByteBuf> take(Channel channel) {
    ByteBuffer buffer = BUFFER.get().clear();
    int read = read(channel, buffer);
    if (read == 0) {
      return Optional.empty();
    }
    buffer.position(0).limit(Math.max(0, read));
    return Optional.of(Unpooled.copiedBuffer(buffer));
  }

  private static int read(Channel channel, ByteBuffer buffer) {
    try {
      if (channel instanceof EpollSocketChannel epoll) {
        return epoll.fd().read(buffer, 0, buffer.limit());
      }
      return channel instanceof NioSocketChannel nio
              && nio.unsafe().ch() instanceof SocketChannel ch
          ? ch.read(buffer)
          : 0;
    } catch (IOException e) {
      // Reset, say: that is an end as well.
      return ENDED;
    }
  }

  /** What bytes begin with, for people. */
  static String beginning(ByteBuf bytes) {
    int length = Math.min(MOST, bytes.readableBytes());
    String text = bytes.toString(bytes.readerIndex(), length, StandardCharsets.UTF_8);
    return Printable.line(text);
  }
}
