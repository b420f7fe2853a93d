package llmbench.simserver.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;

/**
 * One request, and the way to answer it. Owned by its connection; on that connection's event loop,
 * except for {@link #answer}, which any thread may call.
 */
public final class Exchange {

  private final Channel channel;
  private final Runnable whenOver;
  private final HttpMethod method;
  private final String uri;
  private final String path;
  private final Map<String, List<String>> query;
  private final HttpHeaders headers;
  private final byte[] body;
  private final boolean wellFormed;
  private final boolean keepAlive;
  private final int connection;
  private final long arrivedNanos;

  private Runnable whenGone = () -> {};

  /** Copies what it needs: the request may be released at once. */
  public Exchange(
      Channel channel,
      int connection,
      long arrivedNanos,
      FullHttpRequest request,
      Runnable whenOver) {
    this.channel = channel;
    this.connection = connection;
    this.arrivedNanos = arrivedNanos;
    this.whenOver = whenOver;
    method = request.method();
    uri = request.uri();
    String decodedPath = uri;
    Map<String, List<String>> decodedQuery = Map.of();
    boolean decoded = false;
    try {
      QueryStringDecoder decoder = new QueryStringDecoder(uri);
      decodedPath = decoder.path();
      decodedQuery = decoder.parameters();
      decoded = true;
    } catch (IllegalArgumentException e) {
      // An escape that is none: not well formed.
    }
    path = decodedPath;
    query = decodedQuery;
    headers = request.headers();
    body = ByteBufUtil.getBytes(request.content());
    wellFormed = request.decoderResult().isSuccess() && decoded;
    keepAlive = wellFormed && HttpUtil.isKeepAlive(request);
  }

  /** Whether it was HTTP at all, and its address can be decoded. */
  public boolean isWellFormed() {
    return wellFormed;
  }

  public HttpMethod method() {
    return method;
  }

  /** What was asked for, with its query. */
  public String uri() {
    return uri;
  }

  public String path() {
    return path;
  }

  /** Whether the query says {@code name=true}. */
  public boolean isAskedFor(String name) {
    return query.getOrDefault(name, List.of()).contains("true");
  }

  /** A value of the query; empty when it is absent. */
  public String parameter(String name) {
    return query.getOrDefault(name, List.of("")).get(0);
  }

  /** The value of a header; empty when it is absent. */
  public String header(CharSequence name) {
    return headers.get(name, "");
  }

  /** The bytes of the body; not to be changed. */
  public byte[] body() {
    return body;
  }

  /** The connection's number. */
  public int connection() {
    return connection;
  }

  /** When its last byte was read. */
  public long arrivedNanos() {
    return arrivedNanos;
  }

  public Channel channel() {
    return channel;
  }

  public EventLoop loop() {
    return channel.eventLoop();
  }

  /** Whether the connection stays open after the answer. */
  public boolean keepAlive() {
    return keepAlive;
  }

  /** What is to be done when the client leaves before the answer is over. */
  public void whenGone(Runnable action) {
    whenGone = action;
  }

  /** The client left. */
  public void gone() {
    whenGone.run();
  }

  /** Answers at once, and whole. */
  public void answer(FullHttpResponse response) {
    if (!loop().inEventLoop()) {
      loop().execute(() -> answer(response));
      return;
    }
    if (!keepAlive) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    writeLast(response);
  }

  /** Ends an answer by ending the connection: with a reset, or in order after what was written. */
  @SuppressWarnings("FutureReturnValueIgnored")
  public void hangUp(boolean reset) {
    whenGone = () -> {};
    if (reset) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
      channel.close();
    } else {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** Ends the connection at once: there is going to be no answer. */
  @SuppressWarnings("FutureReturnValueIgnored")
  public void giveUp() {
    channel.close();
  }

  /** Writes the end of an answer; the connection's next request has its turn. */
  @SuppressWarnings("FutureReturnValueIgnored")
  public void writeLast(Object message) {
    whenGone = () -> {};
    if (keepAlive) {
      Wire.writeAndFlush(channel, message);
    } else {
      channel.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE);
    }
    whenOver.run();
  }
}
