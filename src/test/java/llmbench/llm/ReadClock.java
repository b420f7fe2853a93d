package llmbench.llm;

import io.gatling.http.client.impl.DefaultHttpClient;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stamps each network read at the head of a connection's pipeline, before TLS, HTTP or SSE look at
 * it: all that came in one read has one time, and decoding is not measured. It knows whose turn the
 * connection is, and so what comes out of turn.
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
final class ReadClock extends ChannelInboundHandlerAdapter
    implements ChunkedFraming.Chunks, AnswerCodec.Owner {

  /** As much as may be read without anything of an answer. */
  static final int MAX_HEAD_BYTES = 1 << 20;

  private static final String NAME = "llm-read-clock";

  /** Who reads the answer that is under way. */
  interface Reader {

    /** Takes the content of a chunk; whether it takes more. */
    boolean chunk(byte[] bytes, int from, int to, long stampNanos);

    /** More came than an answer's head may have; the connection is about to be closed. */
    void flooded();

    /** What came had been read before the request was written; the connection is of no use. */
    void early();

    /** More came behind the answer that it has read, before it was forgotten. */
    void surplus();
  }

  private final ChunkedFraming framing = new ChunkedFraming();
  private final AnswerCodec codec = new AnswerCodec(this);
  private final Kind kind;

  private long nanos = System.nanoTime();
  private long longestWaitNanos;
  private long unanswered;
  private boolean hasRead;
  private boolean passedOn;
  private @Nullable Reader reader;
  private @Nullable Reader before;
  private Consumer<String> whenUnasked = beginning -> {};
  private boolean chunked;
  private boolean used;

  /** What a connection speaks. */
  enum Kind {
    /** HTTP/1.1. */
    PLAIN,
    /** HTTP/1.1 within TLS. */
    TLS,
    /** Another HTTP, which names the request of each answer. */
    OTHER
  }

  ReadClock(Kind kind) {
    this.kind = kind;
  }

  /** The clock of this connection, put in place if it isn't there yet. */
  static ReadClock of(Channel channel) {
    ChannelPipeline pipeline = channel.pipeline();
    ReadClock clock = (ReadClock) pipeline.get(NAME);
    if (clock == null) {
      boolean http1 = pipeline.get(HttpClientCodec.class) != null;
      boolean tls = pipeline.get(SslHandler.class) != null;
      clock = new ReadClock(!http1 ? Kind.OTHER : tls ? Kind.TLS : Kind.PLAIN);
      pipeline.addFirst(NAME, clock);
      if (http1) {
        String codec = DefaultHttpClient.HTTP_CLIENT_CODEC;
        pipeline.replace(HttpClientCodec.class, codec, clock.codec);
        pipeline.addAfter(codec, PackedParts.NAME, new PackedParts());
      }
      if (clock.kind == Kind.PLAIN) {
        pipeline.addLast(ReadAtOnce.NAME, ReadAtOnce.INSTANCE);
        channel.config().setRecvByteBufAllocator(LoopBuffers.INSTANCE);
      }
    }
    return clock;
  }

  /** When the last read was made, or a request was written since: {@link System#nanoTime()}. */
  long nanos() {
    return nanos;
  }

  /** Whether no request of ours went over it yet. */
  boolean isNew() {
    return !used;
  }

  /** The longest time that the request which was written last has waited for a read. */
  long longestWaitNanos() {
    return longestWaitNanos;
  }

  /**
   * What lies unread in the connection's socket, before a request is written: it can't be its
   * answer.
   *
   * @return empty where nothing does; no bytes where the other side has closed the connection
   */
  Optional<ByteBuf> unread(Channel channel) {
    return kind == Kind.PLAIN ? UnreadBytes.take(channel) : Optional.empty();
  }

  /**
   * A request is about to be written.
   *
   * @param answersReader reads its answer
   * @param unasked is told the beginning of what comes that no request had asked for, from now on
   */
  void begin(Reader answersReader, Consumer<String> unasked) {
    used = true;
    reader = answersReader;
    before = null;
    whenUnasked = unasked;
    hasRead = false;
    unanswered = 0;
    chunked = false;
    nanos = System.nanoTime();
    longestWaitNanos = 0;
    if (kind == Kind.PLAIN) {
      framing.begin();
    }
  }

  /**
   * Whether all of a request has left this process: before that it can't be answered. What writes
   * several requests at once, as HTTP/2 does, has no answer to that.
   */
  boolean isWritten(Channel channel) {
    ChannelOutboundBuffer left = channel.unsafe().outboundBuffer();
    return kind == Kind.OTHER || left == null || left.isEmpty();
  }

  /** The request is over: what else comes is nobody's. */
  void end() {
    before = reader;
    reader = null;
    chunked = false;
    framing.lose();
    codec.over();
  }

  /** What comes behind the answer of this reader no longer matters to it. */
  void forget(Reader answersReader) {
    before = before == answersReader ? null : before;
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
    long last = nanos;
    nanos = System.nanoTime();
    longestWaitNanos = Math.max(longestWaitNanos, nanos - last);
    hasRead = true;
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
    passedOn = true;
    context.fireChannelRead(message);
  }

  /** Who got nothing of a read needn't know its end: the way through all handlers is long. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (passedOn) {
      passedOn = false;
      context.fireChannelReadComplete();
    }
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

  @Override
  public boolean hasRead() {
    return hasRead;
  }

  @Override
  public void unasked(ByteBuf bytes) {
    whenUnasked.accept(UnreadBytes.beginning(bytes));
    if (reader != null) {
      reader.early();
    } else if (before != null) {
      before.surplus();
    }
  }
}
