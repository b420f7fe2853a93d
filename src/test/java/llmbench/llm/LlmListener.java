package llmbench.llm;

import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.http.client.HttpListener;
import io.gatling.http.client.Request;
import io.gatling.http.client.impl.RequestTimeoutException;
import io.gatling.http.request.HttpRequest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.function.Consumer;
import llmbench.llm.chat.TurnSent;
import llmbench.timeline.AnswerForm;
import llmbench.timeline.Departure;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.SoFar;
import llmbench.timeline.StreamTimeline;
import org.jspecify.annotations.Nullable;

/**
 * Listens to one request on the user's event loop: stamps, scans, and at the end judges.
 *
 * <p><b>Nothing is sent twice without being counted.</b> When a connection that was used before
 * breaks, Gatling's client sends the request again by itself. Before any byte of an answer that is
 * the well-known race with an idle connection's end: it is counted and the clock is restarted. Once
 * an answer had begun, the server would generate twice: writing is refused, and the stream counts
 * as cut.
 */
final class LlmListener implements HttpListener, LlmCall, ReadClock.Reader {

  private final Completion completion;
  private final HttpRequest request;
  private final AnswerForm answers;
  private final Consumer<String> unasked;
  private final Timeouts timeouts;
  private final SettingOut way;
  private final EventLoop loop;
  private final Watch watch;

  private Request sent;
  private Consumer<LlmResult> observer = result -> {};
  private long startMillis;
  private StreamTimeline timeline;
  private int sends;
  private boolean lost;
  private long lostNanos;
  private boolean early;
  private @Nullable Channel channel;
  private @Nullable ReadClock readClock;
  private final ReceivedAnswer answer;
  private boolean givenUp;
  private boolean finished;

  LlmListener(
      GatlingLog log,
      Session session,
      HttpRequest request,
      LlmSettings settings,
      SettingOut way,
      Action next) {
    this.completion = new Completion(log, session, request, settings, next);
    this.way = way;
    this.request = request;
    answers = settings.answers();
    unasked = settings.told().unasked();
    timeouts = settings.timeouts();
    loop = session.eventLoop();
    watch = new Watch(timeouts, loop, System::nanoTime, this::progress, this::overdue);
    answer = new ReceivedAnswer(request.requestConfig().storeBodyParts(), answers);
    sent = request.clientRequest();
    timeline = started();
  }

  /** Has it told of this request, which is about to be sent. */
  void observedBy(LlmObserver all) {
    observer = all.started(this);
  }

  private StreamTimeline started() {
    Started now = Started.now(completion::nowMillis);
    startMillis = now.millis();
    return new StreamTimeline(now.nanos(), answers);
  }

  /** Called for each attempt, before a connection is taken or opened. */
  @Override
  public void onSend() {
    sends++;
    early = false;
    way.begin();
    channel = null;
    readClock = null;
    if (answer.status() != null) {
      lost = true;
      lostNanos = System.nanoTime();
    } else if (!finished) {
      timeline = started();
      watch.sent();
    }
  }

  @Override
  public void onFinalClientRequest(Request request) {
    sent = request;
  }

  @Override
  public void onWrite(Channel channel) {
    if (lost) {
      // The only way to keep Gatling's client from sending again; it comes back as onThrowable.
      throw new IllegalStateException("the connection was lost after the answer had begun");
    }
    if (finished) {
      // The connection came too late; the exception closes it.
      throw new IllegalStateException("the request is given up");
    }
    ReadClock clock = ReadClock.of(channel);
    Optional<ByteBuf> unread = clock.unread(channel);
    if (unread.isPresent()) {
      avoid(channel, unread.get());
      return;
    }
    this.channel = channel;
    way.on(channel, clock.isNew(), timeline.sentNanos());
    clock.begin(this, unasked);
    readClock = clock;
    watch.written();
  }

  /**
   * Writes nothing on a connection that is closed, or that has an answer already. Gatling's client
   * comes back with a new connection, by {@link #onSend}; or, where this one is new, with its end.
   */
  private void avoid(Channel unfit, ByteBuf unread) {
    sends--;
    early = unread.isReadable();
    if (early) {
      unasked.accept(UnreadBytes.beginning(unread));
    }
    ChannelFuture unused = unfit.close();
  }

  @Override
  public void onHttpResponse(HttpResponseStatus status, HttpHeaders headers) {
    if (readClock != null) {
      readClock.answered();
    }
    answer.head(status, headers);
    early = status.code() == 200 && !isWritten();
    if (early) {
      // Not before Gatling's client is done with the head.
      loop.execute(this::early);
    } else if (readClock != null) {
      readClock.head(answer.isOnlyStream() && Encodings.isPlainlyChunked(headers));
    }
  }

  @Override
  public void onHttpResponseBodyChunk(ByteBuf chunk, boolean last) {
    if (finished || early) {
      return;
    }
    long stampNanos = System.nanoTime();
    if (readClock != null) {
      readClock.answered();
      stampNanos = readClock.nanos();
    }
    if (isLate(stampNanos)) {
      return;
    }
    int length = chunk.readableBytes();
    if (length > 0) {
      read(chunk, length, stampNanos);
    }
    if (last) {
      closeIfUnfit();
      end(stampNanos, null);
    }
  }

  /**
   * Gatling's client takes an interim answer (1xx) for the whole one, and would give what follows
   * it on this connection to the next request. And a server that answers before it has the whole
   * request may leave the rest where it is, and the next request behind it.
   */
  private void closeIfUnfit() {
    if (channel != null && (answer.isInterim() || !isWritten())) {
      ChannelFuture unused = channel.close();
    }
  }

  private boolean isWritten() {
    return readClock == null || channel == null || readClock.isWritten(channel);
  }

  @Override
  public void onThrowable(Throwable cause) {
    if (givenUp) {
      return;
    }
    long now = lost ? lostNanos : System.nanoTime();
    // What was still without its end may say why.
    timeline.end();
    Fault fault = fault(early ? Faults.early() : cause);
    if (cause instanceof RequestTimeoutException) {
      // The client closes the connection behind this call: that comes before the user goes on.
      givenUp = true;
      loop.execute(() -> end(now, fault));
    } else {
      end(now, fault);
    }
  }

  /** What the connection's clock took out of the network reads itself. */
  @Override
  public boolean chunk(byte[] bytes, int from, int to, long stampNanos) {
    if (!isLate(stampNanos)) {
      timeline.read(bytes, from, to, stampNanos);
      giveUpIfTooLarge(stampNanos);
    }
    return !finished;
  }

  private void read(ByteBuf chunk, int length, long stampNanos) {
    byte[] bytes = Scratch.of(chunk);
    if (answer.isStream()) {
      timeline.read(bytes, 0, length, stampNanos);
    }
    answer.add(bytes, length);
    giveUpIfTooLarge(stampNanos);
  }

  /** Ends what does not end by itself, or is longer than is kept. */
  private void giveUpIfTooLarge(long stampNanos) {
    Fault tooLarge = timeline.isTooLarge() ? timeline.fault() : null;
    if (tooLarge != null) {
      giveUp(new OverdueException(tooLarge.kind(), tooLarge.message()));
    } else if (answer.isTooLongToCheck()) {
      String limit = (ReceivedAnswer.MAX_CHECKED_BYTES >> 20) + " MiB";
      giveUp(new OverdueException(FaultKind.TOO_LARGE, "the answer is longer than " + limit));
    } else if (answer.isFull()) {
      // The beginning tells what it is: a refusal, say.
      letGo(new OverdueException(FaultKind.TOO_LARGE, "the rest of the answer is not wanted"));
      end(stampNanos, null);
    }
  }

  @Override
  public void flooded() {
    String limit = (ReadClock.MAX_HEAD_BYTES >> 20) + " MiB";
    giveUp(new OverdueException(FaultKind.TOO_LARGE, limit + " came outside the answer"));
  }

  @Override
  public void early() {
    if (!finished) {
      giveUp(Faults.early());
    }
  }

  @Override
  public void surplus() {
    answer.surplus();
  }

  private Fault fault(Throwable cause) {
    return Faults.of(cause, answer.status(), answer.headers(), timeline);
  }

  private void end(long endNanos, @Nullable Fault transportFault) {
    if (finished) {
      return;
    }
    finished = true;
    watch.stop();
    if (readClock != null) {
      readClock.end();
    }
    int resends = Math.max(0, sends - 1 - (lost ? 1 : 0));
    Turns.later(loop, () -> conclude(endNanos, resends, transportFault));
  }

  private void conclude(long endNanos, int resends, @Nullable Fault transportFault) {
    timeline.end();
    if (readClock != null) {
      readClock.forget(this);
    }
    Departure departure = way.end();
    // Looked at only when no stream came: what was asked for decides whether that is a fault.
    boolean whole = !answer.isStream() && !asSent().isForStream(answers);
    boolean answered = transportFault == null;
    Fault fault = answered ? answer.fault(whole, timeline) : transportFault;
    LlmResult result =
        new LlmResult(
            request.requestName(),
            requestId(),
            answer.statusCode(),
            resends,
            whole,
            timeline,
            departure,
            Math.max(endNanos, timeline.sentNanos()),
            fault);
    Charset charset = request.requestConfig().defaultCharset();
    completion.complete(
        result, startMillis, answered ? answer.forChecks(sent, charset) : null, observer);
  }

  private Timeouts.Progress progress() {
    return progress(readClock == null ? 0 : readClock.nanos());
  }

  private Timeouts.Progress progress(long lastNanos) {
    return new Timeouts.Progress(
        timeline.sentNanos(), readClock != null, timeline.outputs() > 0, lastNanos);
  }

  private boolean isLate(long stampNanos) {
    return readClock != null
        && watch.isLimited()
        && watch.isLate(progress(stampNanos - readClock.longestWaitNanos()), stampNanos);
  }

  private void overdue(FaultKind kind) {
    timeline.end();
    giveUp(Faults.overdue(kind, timeouts, timeline));
  }

  @Override
  public void interrupt() {
    if (loop.isShuttingDown()) {
      return;
    }
    loop.execute(
        () -> {
          if (!finished && !givenUp) {
            timeline.end();
            String message = "the run was stopped" + timeline.after();
            giveUp(new OverdueException(FaultKind.INTERRUPTED, message));
          }
        });
  }

  @Override
  public SoFar soFar() {
    return timeline.soFar();
  }

  @Override
  public String requestName() {
    return request.requestName();
  }

  @Override
  public @Nullable TurnSent turn() {
    return completion.turn();
  }

  @Override
  public long sentNanos() {
    return timeline.sentNanos();
  }

  /** Ends the request at once. */
  private void giveUp(OverdueException cause) {
    long now = System.nanoTime();
    try {
      letGo(cause);
    } finally {
      // Whatever the client does, its user goes on.
      end(now, fault(cause));
    }
  }

  /**
   * Gatling's client takes it for a broken connection: it closes it and sends nothing again. That
   * comes first, or the user's next request would be in flight beside this one. Over HTTP/2 it
   * would end other requests too, so there the server is not told.
   */
  private void letGo(OverdueException cause) {
    givenUp = true;
    if (channel != null) {
      Drain.breakOff(channel, cause);
    }
  }

  @Override
  public AsSent asSent() {
    return new AsSent(sent);
  }
}
