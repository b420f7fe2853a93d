package llmbench.simserver.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.ServerFaultKind;
import llmbench.simserver.http.ApiError;
import llmbench.simserver.http.Exchange;
import llmbench.simserver.http.Wire;
import llmbench.simserver.request.CompletionRequest;
import llmbench.simserver.truth.RequestTruth;
import org.jspecify.annotations.Nullable;

/**
 * A stream with a fault. Like {@link Generation}, except for speed: its tokens come at the same
 * times, are stamped in the same way, and the fault comes when the next token would. On the event
 * loop of its connection.
 */
public final class FaultyStream implements Answer {

  private static final byte[] BROKEN_JSON =
      "data: {\"id\":\"broken\",\"choices\":[{\"index\":0,\"delta\":{\"conte\n\n".getBytes(UTF_8);
  private static final byte[] BROKEN_CHUNK = "zz\r\n".getBytes(UTF_8);
  private static final byte[] UNASKED =
      "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}"
          .getBytes(UTF_8);
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(UTF_8);

  private final Accepted accepted;
  private final Exchange exchange;
  private final Channel channel;
  private final CompletionRequest request;
  private final RequestTruth truth;
  private final ServerFault fault;
  private final ServerFaultKind kind;
  private final Ledger ledger;
  private final Engine engine;
  private final boolean finishApart;
  private final Frames frames;
  private final Saying saying;
  private final EventShape shape;

  /** Output before the fault; never all of it. */
  private final int before;

  private final List<byte[]> messages = new ArrayList<>();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private int held;
  private int written;
  private boolean headWritten;
  private boolean struck;
  private boolean stopped;
  private boolean over;

  public FaultyStream(
      Accepted accepted, ServerFault fault, Ledger ledger, Engine engine, boolean finishApart) {
    this.accepted = accepted;
    this.fault = fault;
    this.ledger = ledger;
    this.engine = engine;
    this.finishApart = finishApart;
    kind = fault.kind();
    exchange = accepted.exchange();
    channel = exchange.channel();
    request = accepted.request();
    truth = accepted.truth();
    frames = accepted.frames();
    saying = accepted.saying();
    shape = new EventShape(kind);
    before = Math.min(fault.afterChunks(), request.tokens() - 1);
  }

  /** Begins, on the connection's event loop. */
  public void begin() {
    if (kind == ServerFaultKind.SLOW_HEADERS) {
      strike();
      truth.statusWritten(HttpResponseStatus.OK.code());
      headWritten = true;
      dribble(head(), 0);
    } else {
      engine.begin(this);
    }
  }

  @Override
  public Accepted accepted() {
    return accepted;
  }

  @Override
  public int left() {
    return stopped || over ? 0 : request.tokens() - written;
  }

  @Override
  public void next() {
    if (left() <= 0) {
      return;
    }
    if (kind.endsStream() && written == before) {
      stopped = true;
      strike();
      breakOff();
      engine.abort(this);
      return;
    }
    if (written == 0 && frames.hasRole()) {
      messages.add(frames.roleMessage());
    }
    boolean here = written == before;
    if (kind == ServerFaultKind.MALFORMED && here) {
      strike();
      messages.add(BROKEN_JSON);
    }
    boolean giant = kind == ServerFaultKind.GIANT && here;
    hold(giant ? filler(fault.number()) : saying.escaped(written));
    if (giant || !kind.hasChunks()) {
      strike();
    }
    if (written == request.tokens()) {
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

  /** Takes a token's text, and writes it with those held before when there are enough. */
  private void hold(byte[] token) {
    written++;
    held++;
    boolean last = written == request.tokens();
    boolean full = held == (isGrouped() ? fault.number() : 1) || last;
    boolean finish = last && !finishApart && kind != ServerFaultKind.NO_FINISH;
    text.writeBytes(token);
    if (full || kind != ServerFaultKind.MULTI) {
      messages.add(frames.textMessage(text.toByteArray(), finish));
      text.reset();
    }
    if (full) {
      writeHead();
      // The stamp comes before the write: a client never sees a token before its true time.
      long stampNanos = System.nanoTime();
      writeMessages();
      truth.chunksWritten(kind == ServerFaultKind.MULTI ? 1 : held);
      for (; held > 0; held--) {
        ledger.token(truth, stampNanos);
      }
    }
  }

  private boolean isGrouped() {
    return kind == ServerFaultKind.MULTI || kind == ServerFaultKind.COALESCED;
  }

  private void strike() {
    if (!struck) {
      struck = true;
      ledger.struck(truth, fault);
    }
  }

  private void end(@Nullable Integer promptTokens, @Nullable Throwable failure) {
    if (over) {
      return;
    }
    over = true;
    int count = promptTokens == null ? 0 : promptTokens;
    boolean usage = failure == null && request.includeUsage() && kind != ServerFaultKind.NO_USAGE;
    boolean done = kind != ServerFaultKind.NO_DONE;
    boolean finish = kind != ServerFaultKind.NO_FINISH;
    if (finish && finishApart) {
      messages.add(frames.textMessage(Frames.NO_TEXT, true));
    }
    if (failure != null) {
      messages.add(Frames.errorMessage(ApiError.uncounted(failure)));
    }
    boolean counts = kind != ServerFaultKind.NULL_USAGE;
    if (usage) {
      messages.add(
          counts
              ? frames.usageMessage(accepted.spent(count), accepted.metrics())
              : frames.nullUsageMessage());
    }
    if (done) {
      messages.add(frames.doneMessage());
    }
    truth.closing(finish, usage && counts, done);
    if (failure != null) {
      ledger.failed(accepted);
    } else if (kind.spoils()) {
      ledger.faulted(accepted);
    } else {
      ledger.completed(accepted, count);
    }
    writeMessages();
    endBody();
  }

  /** The fault itself, in place of the next token. */
  private void breakOff() {
    writeHead();
    if (kind.isEndless()) {
      channel.flush();
      return;
    }
    over = true;
    switch (kind) {
      case ERROR_EVENT, ERROR_EVENT_CLOSE -> messages.add(Frames.errorMessage(error()));
      case ERROR_NAMED ->
          messages.add(("event: error\ndata: " + error().json() + "\n\n").getBytes(UTF_8));
      case ROLE_ONLY ->
          messages.add(
              frames.hasRole() ? frames.roleMessage() : frames.textMessage(Frames.NO_TEXT, false));
      default -> {
        // No message of its own.
      }
    }
    boolean done =
        kind == ServerFaultKind.ERROR_EVENT
            || kind == ServerFaultKind.DONE_ONLY
            || kind == ServerFaultKind.ROLE_ONLY;
    if (done) {
      messages.add(frames.doneMessage());
    }
    truth.closing(false, false, done);
    ledger.faulted(accepted);
    writeMessages();
    switch (kind) {
      case CUT_RST -> exchange.hangUp(true);
      case CUT_FIN, ERROR_EVENT_CLOSE -> exchange.hangUp(false);
      case CUT_CHUNK -> {
        Wire.writeFrame(channel, Unpooled.wrappedBuffer(BROKEN_CHUNK));
        exchange.hangUp(false);
      }
      default -> endBody();
    }
  }

  private ApiError error() {
    return FaultyAnswer.error(HttpResponseStatus.INTERNAL_SERVER_ERROR, fault);
  }

  private void writeHead() {
    if (!headWritten) {
      headWritten = true;
      truth.statusWritten(HttpResponseStatus.OK.code());
      Wire.write(channel, Generation.streamHead(exchange));
    }
  }

  private void writeMessages() {
    for (byte[] chunk : shape.chunks(messages, fault.number())) {
      ByteBuf out = channel.alloc().buffer(chunk.length + Frames.CHUNK_BYTES);
      Frames.chunk(out, chunk);
      Wire.writeFrame(channel, out);
      if (kind == ServerFaultKind.SPLIT) {
        channel.flush();
      }
    }
    messages.clear();
    channel.flush();
  }

  /** The end of the body; the connection's next request has its turn. */
  private void endBody() {
    if (kind == ServerFaultKind.SLOW_HEADERS) {
      // The HTTP encoder has not seen the headers, and must not see the end.
      Wire.writeFrame(channel, Unpooled.wrappedBuffer(LAST_CHUNK));
      exchange.writeLast(Unpooled.EMPTY_BUFFER);
    } else if (kind == ServerFaultKind.TWICE) {
      // In one write with the end: a client that takes its time finds both.
      Wire.write(channel, LastHttpContent.EMPTY_LAST_CONTENT);
      Wire.writeFrame(channel, Unpooled.wrappedBuffer(UNASKED));
      exchange.writeLast(Unpooled.EMPTY_BUFFER);
    } else {
      exchange.writeLast(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  private byte[] head() {
    HttpResponse head = Generation.streamHead(exchange);
    StringBuilder all = new StringBuilder("HTTP/1.1 200 OK\r\n");
    HttpHeaders headers = head.headers();
    headers.forEach(header -> all.append(header.getKey() + ": " + header.getValue() + "\r\n"));
    return all.append("\r\n").toString().getBytes(UTF_8);
  }

  private void dribble(byte[] head, int place) {
    if (over) {
      return;
    }
    if (place == head.length) {
      engine.begin(this);
      return;
    }
    Wire.writeFrame(channel, Unpooled.wrappedBuffer(head, place, 1));
    channel.flush();
    ScheduledFuture<?> unused =
        loop().schedule(() -> dribble(head, place + 1), fault.number(), TimeUnit.MILLISECONDS);
  }

  private static byte[] filler(int bytes) {
    byte[] all = new byte[bytes];
    Arrays.fill(all, (byte) 'x');
    return all;
  }
}
