package llmbench.simserver.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.ServerFaultKind;
import llmbench.simserver.http.Answers;
import llmbench.simserver.http.ApiError;
import llmbench.simserver.http.Exchange;
import llmbench.simserver.http.Wire;
import org.jspecify.annotations.Nullable;

/**
 * A fault in place of an answer, committed at once: a server that refuses or breaks does not wait
 * for its turn. On the event loop of its connection.
 */
public final class FaultyAnswer {

  private static final String GARBAGE = "\u0016\u0003\u0001 this is no HTTP\r\n\r\n";
  private static final String HEADER = "x-endless: " + "e".repeat(1_011) + "\r\n";

  /**
   * So many at once, 2 MiB, that a client's limit on their size comes long before any on the time:
   * the more often both sides must have their turn, the longer it takes on a busy machine.
   */
  private static final byte[] FIRST_HEADERS =
      ("HTTP/1.1 200 OK\r\n" + HEADER.repeat(2_048)).getBytes(UTF_8);

  private static final byte[] MORE_HEADERS = HEADER.repeat(16).getBytes(UTF_8);

  /**
   * Between writes of headers that never end: a client that swallows them is not to fill the
   * machine.
   */
  private static final long HEADER_GAP_NANOS = 1_000_000;

  private final Accepted accepted;
  private final Exchange exchange;
  private final Channel channel;
  private final ServerFault fault;
  private final Ledger ledger;

  private boolean gone;

  public FaultyAnswer(Accepted accepted, ServerFault fault, Ledger ledger) {
    this.accepted = accepted;
    this.fault = fault;
    this.ledger = ledger;
    exchange = accepted.exchange();
    channel = exchange.channel();
  }

  public void begin() {
    if (!channel.isActive()) {
      ledger.aborted(accepted);
      return;
    }
    exchange.whenGone(this::abort);
    if (fault.kind() == ServerFaultKind.TYPE_JSON) {
      CompletableFuture<?> unused =
          accepted.promptTokens().whenCompleteAsync(this::whole, exchange.loop());
      return;
    }
    ledger.struck(accepted.truth(), fault);
    switch (fault.kind()) {
      case RESET, CLOSE -> hangUp();
      case GARBAGE -> {
        Wire.writeFrame(channel, Unpooled.copiedBuffer(GARBAGE, UTF_8));
        hangUp();
      }
      case STALL_SILENT -> {
        // Nothing, until the client leaves.
      }
      case ENDLESS_HEADERS -> {
        accepted.truth().statusWritten(200);
        Wire.writeFrame(channel, Unpooled.wrappedBuffer(FIRST_HEADERS));
        channel.flush();
        moreHeaders();
      }
      default -> answer(refusal());
    }
  }

  private void abort() {
    gone = true;
    ledger.aborted(accepted);
  }

  private void hangUp() {
    ledger.faulted(accepted);
    exchange.hangUp(fault.kind() == ServerFaultKind.RESET);
  }

  private void answer(FullHttpResponse response) {
    accepted.truth().statusWritten(response.status().code());
    ledger.faulted(accepted);
    exchange.answer(response);
  }

  private void whole(@Nullable Integer promptTokens, @Nullable Throwable failure) {
    if (gone) {
      return;
    }
    if (failure != null) {
      FullHttpResponse refusal = Answers.refusal(ApiError.uncounted(failure));
      accepted.truth().statusWritten(refusal.status().code());
      ledger.failed(accepted);
      exchange.answer(refusal);
      return;
    }
    int count = promptTokens == null ? 0 : promptTokens;
    ledger.struck(accepted.truth(), fault);
    accepted.truth().closing(true, true, false);
    answer(Generation.wholeAnswer(accepted, accepted.frames(), count));
  }

  private void moreHeaders() {
    if (gone) {
      return;
    }
    if (channel.isWritable()) {
      Wire.writeFrame(channel, Unpooled.wrappedBuffer(MORE_HEADERS));
      channel.flush();
    }
    ScheduledFuture<?> unused =
        exchange.loop().schedule(this::moreHeaders, HEADER_GAP_NANOS, TimeUnit.NANOSECONDS);
  }

  private FullHttpResponse refusal() {
    if (fault.kind() == ServerFaultKind.TYPE_HTML) {
      return page(HttpResponseStatus.OK, "Sign in");
    }
    HttpResponseStatus status = HttpResponseStatus.valueOf(fault.number());
    if (fault.kind() == ServerFaultKind.HTML) {
      return page(status, status.toString());
    }
    FullHttpResponse response = Answers.refusal(error(status, fault));
    if (fault.kind() == ServerFaultKind.RETRY) {
      response.headers().set(HttpHeaderNames.RETRY_AFTER, "1");
    } else if (fault.kind() == ServerFaultKind.REDIRECT) {
      response.headers().set(HttpHeaderNames.LOCATION, exchange.uri());
    }
    return response;
  }

  private static FullHttpResponse page(HttpResponseStatus status, String title) {
    return Answers.of(
        status,
        "text/html; charset=utf-8",
        "<html>\r\n<head><title>"
            + title
            + "</title></head>\r\n<body><h1>"
            + title
            + "</h1></body>\r\n</html>\r\n");
  }

  /** An error in vLLM's shape that says why it is there. */
  static ApiError error(HttpResponseStatus status, ServerFault fault) {
    String type = status.reasonPhrase().replace(" ", "") + "Error";
    String message = "The simulated server was told to fail: " + fault;
    return new ApiError(status.code(), type.replace("ErrorError", "Error"), message, null);
  }
}
