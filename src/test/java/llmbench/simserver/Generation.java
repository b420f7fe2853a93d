package llmbench.simserver;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/**
 * One answer under way: writes its tokens when the timing model says so, and stamps each write in
 * the truth right before it is made. Everything here runs on the event loop of its connection.
 */
final class Generation {

  private final Channel channel;
  private final CompletionRequest request;
  private final RequestTruth truth;
  private final Truth account;
  private final Counters counters;
  private final CompletableFuture<Integer> promptTokens;
  private final String id;
  private final long createdSeconds = System.currentTimeMillis() / 1000;
  private final boolean finishApart;
  private final Frames frames;

  private int written;
  private boolean over;

  Generation(
      Channel channel,
      CompletionRequest request,
      RequestTruth truth,
      Truth account,
      Counters counters,
      CompletableFuture<Integer> promptTokens,
      boolean finishApart) {
    this.channel = channel;
    this.request = request;
    this.truth = truth;
    this.account = account;
    this.counters = counters;
    this.promptTokens = promptTokens;
    this.finishApart = finishApart;
    id = (request.chat() ? "chatcmpl-" : "cmpl-") + String.format("%016x", truth.number() + 1L);
    frames = new Frames(request, id, createdSeconds);
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
    int place = written++;
    if (!request.stream()) {
      truth.tokenWritten(System.nanoTime());
      if (last) {
        whenCounted(this::endWhole);
      }
      return;
    }
    if (first) {
      Wire.write(channel, responseHead());
    }
    ByteBuf message = token(place, first, last);
    // The stamp comes before the write: a client never sees a token before its true time.
    long stampNanos = System.nanoTime();
    Wire.writeAndFlush(channel, new DefaultHttpContent(message));
    truth.tokenWritten(stampNanos);
    if (first) {
      counters.firstToken(stampNanos - truth.arrivedNanos());
    }
    if (last) {
      whenCounted(this::endStream);
    }
  }

  /** The client is gone: nothing more is written. */
  void abort() {
    if (!over) {
      over = true;
      account.ended(truth, System.nanoTime(), false);
    }
  }

  private ByteBuf token(int place, boolean first, boolean last) {
    byte[] text = Words.bytes(truth.number(), place);
    byte[] after = last && !finishApart ? frames.afterLastText() : frames.afterText();
    byte[] role = first && request.chat() ? frames.role() : new byte[0];
    int length = role.length + frames.beforeText().length + text.length + after.length;
    return channel
        .alloc()
        .buffer(length)
        .writeBytes(role)
        .writeBytes(frames.beforeText())
        .writeBytes(text)
        .writeBytes(after);
  }

  private void endStream(int promptCount) {
    if (over) {
      return;
    }
    ByteBuf rest = channel.alloc().buffer(1024);
    if (finishApart) {
      rest.writeBytes(frames.finish());
    }
    if (request.includeUsage()) {
      rest.writeBytes(frames.usage(promptCount, request.tokens()));
    }
    rest.writeBytes(Frames.DONE);
    end(promptCount);
    Wire.write(channel, new DefaultHttpContent(rest));
    Wire.writeAndFlush(channel, LastHttpContent.EMPTY_LAST_CONTENT);
  }

  private void endWhole(int promptCount) {
    if (over) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (int place = 0; place < request.tokens(); place++) {
      text.append(Words.text(truth.number(), place));
    }
    end(promptCount);
    String body = Frames.whole(request, id, createdSeconds, text.toString(), promptCount);
    Wire.writeAndFlush(channel, Answers.json(HttpResponseStatus.OK, body));
  }

  private void end(int promptCount) {
    over = true;
    truth.promptCounted(promptCount);
    counters.completed(promptCount, request.tokens());
    account.ended(truth, System.nanoTime(), true);
  }

  private static HttpResponse responseHead() {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers()
        .set(HttpHeaderNames.SERVER, Answers.SERVER)
        .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8")
        .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    return head;
  }

  /** The prompt's tokens are only needed at the end; by then they are counted long since. */
  private void whenCounted(IntConsumer end) {
    CompletableFuture<?> unused =
        promptTokens
            .exceptionally(failure -> 0)
            .thenAcceptAsync(count -> end.accept(count), loop());
  }
}
