package llmbench.llm;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Stamps each network read at the head of a connection's pipeline, before TLS, HTTP or SSE look at
 * it: all that came in one read has one time, and decoding is not measured.
 *
 * <p>Of an answer that comes in chunks without TLS, the whole chunks of a read go to its reader
 * from here. The HTTP decoder, for which they would be half of an event loop's work, gets all else:
 * the head, what was cut by the end of a read, and the end.
 *
 * <p>Gatling's client takes heads of any length. So this counts what comes without an answer, or a
 * part of one, coming out of it, and closes the connection before that fills the heap.
 *
 * <p>One for each connection, for as long as it lives; on the connection's event loop.
 */
final class ReadClock extends ChannelInboundHandlerAdapter implements ChunkedFraming.Chunks {

  /** As much as may be read without anything of an answer. */
  static final int MAX_HEAD_BYTES = 1 << 20;

  private static final String NAME = "llm-read-clock";

  /** Who reads the answer that is under way. */
  interface Reader {

    /** Takes the content of a chunk; whether it takes more. */
    boolean chunk(byte[] bytes, int from, int to, long stampNanos);

    /** More came than an answer's head may have; the connection is about to be closed. */
    void flooded();
  }

  private final ChunkedFraming framing = new ChunkedFraming();
  private final boolean plain;

  private long nanos = System.nanoTime();
  private long unanswered;
  private @Nullable Reader reader;
  private boolean chunked;

  ReadClock(boolean plain) {
    this.plain = plain;
  }

  /** The clock of this connection, put in place if it isn't there yet. */
  static ReadClock of(Channel channel) {
    ReadClock clock = (ReadClock) channel.pipeline().get(NAME);
    if (clock == null) {
      boolean plain =
          channel.pipeline().get(HttpClientCodec.class) != null
              && channel.pipeline().get(SslHandler.class) == null;
      clock = new ReadClock(plain);
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

  /** A request is about to be written, whose answer this reader reads. */
  void begin(Reader answersReader) {
    reader = answersReader;
    unanswered = 0;
    chunked = false;
    if (plain) {
      framing.begin();
    }
  }

  /** The request is over: what else comes is nobody's. */
  void end() {
    reader = null;
    chunked = false;
    framing.lose();
  }

  /** Something of an answer came. */
  void answered() {
    unanswered = 0;
  }

  /**
   * The answer's head came.
   *
   * @param toReader whether the body is chunked and not encoded, and its reader takes whole chunks
   */
  void head(boolean toReader) {
    chunked = toReader;
    if (!toReader) {
      framing.lose();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    nanos = System.nanoTime();
    if (message instanceof ByteBuf bytes) {
      if (!framing.isLost()) {
        takeChunks(bytes);
        if (!bytes.isReadable()) {
          bytes.release();
          return;
        }
      }
      unanswered += bytes.readableBytes();
      if (unanswered > MAX_HEAD_BYTES) {
        ReferenceCountUtil.release(message);
        if (reader != null) {
          reader.flooded();
        }
        ChannelFuture unused = context.close();
        return;
      }
    }
    context.fireChannelRead(message);
  }

  /** Takes the whole chunks at the front of a read; the rest stays, and is followed. */
  private void takeChunks(ByteBuf read) {
    byte[] bytes = Scratch.of(read);
    int length = read.readableBytes();
    int rest = 0;
    if (chunked && framing.isBetweenChunks()) {
      rest = framing.take(bytes, 0, length, this);
      if (rest > 0) {
        unanswered = 0;
        read.skipBytes(rest);
      }
    }
    framing.follow(bytes, rest, length);
  }

  @Override
  public boolean chunk(byte[] bytes, int from, int to) {
    return reader != null && reader.chunk(bytes, from, to, nanos);
  }
}
