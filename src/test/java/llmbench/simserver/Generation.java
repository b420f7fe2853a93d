package llmbench.simserver;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One answer under way: writes its tokens when the timing model says so, and stamps each write in
 * the truth right before it is made. Everything here runs on the event loop of its connection.
 */
final class Generation {

  private static final int END_BYTES = 1_024;

  private final Exchange exchange;
  private final Channel channel;
  private final CompletionRequest request;
  private final RequestTruth truth;
  private final Truth account;
  private final Counters counters;
  private final CompletableFuture<Integer> promptTokens;
  private final boolean finishApart;
  private final long readyNanos;
  private final Frames frames;

  private int written;
  private boolean over;

  Generation(
      Exchange exchange,
      CompletionRequest request,
      RequestTruth truth,
      Truth account,
      Counters counters,
      CompletableFuture<Integer> promptTokens,
      boolean finishApart,
      long readyNanos) {
    this.exchange = exchange;
    this.channel = exchange.channel();
    this.request = request;
    this.truth = truth;
    this.account = account;
    this.counters = counters;
    this.promptTokens = promptTokens;
    this.finishApart = finishApart;
    this.readyNanos = readyNanos;
    frames = new Frames(request, id(), System.currentTimeMillis() / 1000);
  }

  /** vLLM's own id, or the client's with the same prefix. */
  private String id() {
    String own = truth.requestId();
    return (request.chat() ? "chatcmpl-" : "cmpl-")
        + (own.isEmpty() ? String.format("%016x", truth.number() + 1L) : own);
  }

  EventLoop loop() {
    return channel.eventLoop();
  }

  RequestTruth truth() {
    return truth;
  }

  CompletionRequest request() {
    return request;
  }

  /** When the timing model may begin with it: when it arrived, or when it was found to fit. */
  long readyNanos() {
    return readyNanos;
  }

  /** Tokens that are still to come; 0 when all are written or the client is gone. */
  int left() {
    return over ? 0 : request.tokens() - written;
  }

  /** Whether the client reads fast enough for more. */
  boolean isWritable() {
    return channel.isWritable();
  }

  /** Writes the next token, and what belongs before the first and behind the last one. */
  void next() {
    if (left() <= 0) {
      return;
    }
    boolean first = written == 0;
    boolean last = written == request.tokens() - 1;
    byte[] text = Words.bytes(truth.number(), written++);
    if (request.stream()) {
      write(text, first, last);
    } else {
      truth.tokenWritten(System.nanoTime());
    }
    if (first) {
      counters.firstToken(truth.firstNanos() - truth.arrivedNanos());
    }
    if (last) {
      CompletableFuture<?> unused = promptTokens.whenCompleteAsync(this::end, loop());
    }
  }

  /** The client is gone: nothing more is written. */
  void abort() {
    if (!over) {
      over = true;
      counters.aborted();
      account.ended(truth, System.nanoTime(), false);
    }
  }

  private void write(byte[] text, boolean first, boolean last) {
    ByteBuf message = frames.token(channel.alloc(), text, last && !finishApart);
    if (first) {
      Wire.write(channel, responseHead());
    }
    ByteBuf role = first && request.chat() ? frames.role(channel.alloc()) : null;
    // The stamp comes before the write: a client never sees a token before its true time.
    long stampNanos = System.nanoTime();
    if (role != null) {
      Wire.writeFrame(channel, role);
    }
    Wire.writeFrame(channel, message);
    channel.flush();
    truth.tokenWritten(stampNanos);
  }

  /** The prompt's tokens are only needed at the end; by then they are counted long since. */
  private void end(@Nullable Integer promptCount, @Nullable Throwable failure) {
    if (over) {
      return;
    }
    boolean whole = failure == null;
    int count = promptCount == null ? 0 : promptCount;
    ApiError error = failure == null ? null : ApiError.uncounted(failure);
    FullHttpResponse answer = request.stream() ? null : wholeAnswer(count, error);
    ByteBuf rest = request.stream() ? endOfStream(count, error) : null;
    over = true;
    truth.promptCounted(count);
    // Before the write: a client's next request can't come while this one still counts.
    long stampNanos = System.nanoTime();
    if (whole) {
      counters.completed(count, request, stampNanos - truth.arrivedNanos());
    } else {
      counters.failed();
    }
    account.ended(truth, stampNanos, whole);
    if (rest != null) {
      Wire.writeFrame(channel, rest);
      exchange.writeLast(LastHttpContent.EMPTY_LAST_CONTENT);
    } else if (answer != null) {
      exchange.answer(answer);
    }
  }

  private ByteBuf endOfStream(int promptCount, @Nullable ApiError error) {
    ByteBuf rest = channel.alloc().buffer(END_BYTES);
    if (finishApart) {
      frames.finish(rest);
    }
    if (error != null) {
      Frames.error(rest, error);
    } else if (request.includeUsage()) {
      frames.usage(rest, promptCount, request.tokens());
    }
    Frames.done(rest);
    return rest;
  }

  private FullHttpResponse wholeAnswer(int promptCount, @Nullable ApiError error) {
    if (error != null) {
      return Answers.refusal(error);
    }
    StringBuilder text = new StringBuilder();
    for (int place = 0; place < request.tokens(); place++) {
      text.append(Words.text(truth.number(), place));
    }
    return Answers.json(HttpResponseStatus.OK, frames.whole(text.toString(), promptCount));
  }

  private HttpResponse responseHead() {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers()
        .set(HttpHeaderNames.SERVER, Answers.SERVER)
        .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8")
        .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    if (!exchange.keepAlive()) {
      head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    return head;
  }
}
