package llmbench.simserver.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.CompletableFuture;
import llmbench.simserver.http.Answers;
import llmbench.simserver.http.ApiError;
import llmbench.simserver.http.Exchange;
import llmbench.simserver.http.Wire;
import llmbench.simserver.request.CompletionRequest;
import llmbench.simserver.truth.RequestTruth;
import org.jspecify.annotations.Nullable;

/**
 * One answer under way: writes its tokens when the timing model says so, and stamps each write in
 * the truth right before it is made. Everything here runs on the event loop of its connection.
 */
public final class Generation implements Answer {

  private static final int END_BYTES = 1_024;

  private final Accepted accepted;
  private final Exchange exchange;
  private final Channel channel;
  private final CompletionRequest request;
  private final RequestTruth truth;
  private final Ledger ledger;
  private final boolean finishApart;
  private final Frames frames;
  private final Saying saying;

  private int written;
  private boolean over;

  public Generation(Accepted accepted, Ledger ledger, boolean finishApart) {
    this.accepted = accepted;
    this.ledger = ledger;
    this.finishApart = finishApart;
    exchange = accepted.exchange();
    channel = exchange.channel();
    request = accepted.request();
    truth = accepted.truth();
    frames = accepted.frames();
    saying = accepted.saying();
  }

  @Override
  public Accepted accepted() {
    return accepted;
  }

  @Override
  public int left() {
    return over ? 0 : request.tokens() - written;
  }

  @Override
  public void next() {
    if (left() <= 0) {
      return;
    }
    boolean first = written == 0;
    boolean last = written == request.tokens() - 1;
    byte[] text = saying.escaped(written++);
    if (request.stream()) {
      write(text, first, last);
    } else if (request.generated() > 0) {
      ledger.token(truth, System.nanoTime());
    }
    if (last) {
      CompletableFuture<?> unused = accepted.promptTokens().whenCompleteAsync(this::end, loop());
    }
  }

  /** The client is gone: nothing more is written. */
  public void abort() {
    if (!over) {
      over = true;
      ledger.aborted(accepted);
    }
  }

  private void write(byte[] text, boolean first, boolean last) {
    ByteBuf message = frames.token(channel.alloc(), text, last && !finishApart);
    if (first) {
      truth.statusWritten(HttpResponseStatus.OK.code());
      Wire.write(channel, streamHead(exchange));
    }
    ByteBuf role = first && frames.hasRole() ? frames.role(channel.alloc()) : null;
    // The stamp comes before the write: a client never sees a token before its true time.
    long stampNanos = System.nanoTime();
    if (role != null) {
      Wire.writeFrame(channel, role);
    }
    Wire.writeFrame(channel, message);
    channel.flush();
    truth.chunksWritten(1);
    ledger.token(truth, stampNanos);
  }

  /** The prompt's tokens are only needed at the end; by then they are counted long since. */
  private void end(@Nullable Integer promptCount, @Nullable Throwable failure) {
    if (over) {
      return;
    }
    int count = promptCount == null ? 0 : promptCount;
    ApiError error = failure == null ? null : ApiError.uncounted(failure);
    FullHttpResponse answer = request.stream() ? null : wholeAnswer(count, error);
    ByteBuf rest = request.stream() ? endOfStream(count, error) : null;
    over = true;
    if (answer != null) {
      truth.statusWritten(answer.status().code());
    }
    boolean usage = error == null && (answer != null || request.includeUsage());
    truth.closing(
        answer == null || error == null, usage, rest != null && frames.doneMessage().length > 0);
    if (error == null) {
      ledger.completed(accepted, count);
    } else {
      ledger.failed(accepted);
    }
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
      Frames.chunk(rest, frames.textMessage(Frames.NO_TEXT, true));
    }
    if (error != null) {
      Frames.chunk(rest, Frames.errorMessage(error));
    } else if (request.includeUsage()) {
      Frames.chunk(rest, frames.usageMessage(accepted.spent(promptCount), accepted.metrics()));
    }
    Frames.chunk(rest, frames.doneMessage());
    return rest;
  }

  private FullHttpResponse wholeAnswer(int promptCount, @Nullable ApiError error) {
    return error == null ? wholeAnswer(accepted, frames, promptCount) : Answers.refusal(error);
  }

  /** The answer where no stream was asked for. */
  static FullHttpResponse wholeAnswer(Accepted accepted, Frames frames, int promptCount) {
    String text = accepted.saying().first(accepted.request().tokens());
    String json = frames.whole(text, accepted.spent(promptCount), accepted.metrics());
    return switch (accepted.request().pooled().encoding()) {
      case "bytes" -> Answers.bytes(accepted.request().pooled().inputs(), json);
      case "bytes_only" -> Answers.bytes(accepted.request().pooled().inputs(), null);
      default -> Answers.json(HttpResponseStatus.OK, json);
    };
  }

  /** Status and headers of a stream. */
  static HttpResponse streamHead(Exchange exchange) {
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
