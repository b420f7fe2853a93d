package llmbench.llm;

import io.gatling.core.CoreComponents;
import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.http.client.HttpListener;
import io.gatling.http.client.Request;
import io.gatling.http.client.impl.RequestTimeoutException;
import io.gatling.http.request.HttpRequest;
import io.gatling.http.response.ByteArrayResponseBody;
import io.gatling.http.response.ResponseBody;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.function.Consumer;
import llmbench.timeline.AnswerForm;
import llmbench.timeline.AnswerType;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.SoFar;
import llmbench.timeline.StreamTimeline;
import llmbench.timeline.WholeAnswer;
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

  private static final int CLOCK_TRIES = 3;
  private static final long CLOCK_GOOD_NANOS = 200_000;

  /** Bodies of refusals are kept up to here. */
  private static final int MAX_BODY_BYTES = 1 << 20;

  /** Bodies that the user's own checks look at may be so long. */
  private static final int MAX_CHECKED_BYTES = 64 << 20;

  private static final int FIRST_FINAL_STATUS = 200;

  private final Completion completion;
  private final HttpRequest request;
  private final AnswerForm answers;
  private final boolean bodyWanted;
  private final Timeouts timeouts;
  private final EventLoop loop;
  private final Watch watch;

  private Request sent;
  private Consumer<LlmResult> observer = result -> {};
  private long startMillis;
  private StreamTimeline timeline;
  private int sends;
  private boolean lost;
  private long lostNanos;
  private long writtenNanos;
  private @Nullable Channel channel;
  private @Nullable ReadClock readClock;
  private @Nullable HttpResponseStatus status;
  private @Nullable HttpHeaders headers;
  private boolean stream;
  private boolean json;
  private final KeptBody body = new KeptBody();
  private boolean givenUp;
  private boolean finished;

  LlmListener(
      CoreComponents core,
      Session session,
      HttpRequest request,
      LlmSettings settings,
      Action next) {
    this.completion = new Completion(core, session, request, settings, next);
    this.request = request;
    answers = settings.answers();
    timeouts = settings.timeouts();
    loop = session.eventLoop();
    watch = new Watch(timeouts, loop, System::nanoTime, this::progress, this::overdue);
    bodyWanted = request.requestConfig().storeBodyParts();
    sent = request.clientRequest();
    timeline = started();
  }

  /** Has it told of this request, which is about to be sent. */
  void observedBy(LlmObserver all) {
    observer = all.started(this);
  }

  /**
   * Starts both clocks: the wall clock for Gatling's log, the monotonic one for all that is
   * measured. Where the thread was stopped between the two readings they are read again, lest log
   * and record seem to disagree.
   */
  private StreamTimeline started() {
    long sentNanos = System.nanoTime();
    for (int i = 0; i < CLOCK_TRIES; i++) {
      startMillis = completion.nowMillis();
      long before = sentNanos;
      sentNanos = System.nanoTime();
      if (sentNanos - before < CLOCK_GOOD_NANOS) {
        break;
      }
    }
    return new StreamTimeline(sentNanos, answers);
  }

  /** Called for each attempt, before a connection is taken or opened. */
  @Override
  public void onSend() {
    sends++;
    channel = null;
    readClock = null;
    if (status != null) {
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
    this.channel = channel;
    ReadClock clock = ReadClock.of(channel);
    clock.begin(this);
    readClock = clock;
    writtenNanos = System.nanoTime();
    watch.written();
  }

  @Override
  public void onHttpResponse(HttpResponseStatus status, HttpHeaders headers) {
    if (readClock != null) {
      readClock.answered();
    }
    this.status = status;
    this.headers = headers;
    String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
    boolean typed = status.code() == 200 && type != null;
    stream = typed && AnswerType.STREAM.is(type);
    json = typed && AnswerType.JSON.is(type);
    if (readClock != null) {
      readClock.head(stream && !bodyWanted && isPlainlyChunked(headers));
    }
  }

  private static boolean isPlainlyChunked(HttpHeaders headers) {
    return !headers.contains(HttpHeaderNames.CONTENT_ENCODING)
        && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
        && "chunked".equalsIgnoreCase(headers.get(HttpHeaderNames.TRANSFER_ENCODING));
  }

  @Override
  public void onHttpResponseBodyChunk(ByteBuf chunk, boolean last) {
    if (finished) {
      return;
    }
    long stampNanos = System.nanoTime();
    if (readClock != null) {
      readClock.answered();
      stampNanos = readClock.nanos();
    }
    int length = chunk.readableBytes();
    if (length > 0) {
      read(chunk, length, stampNanos);
    }
    if (last) {
      closeIfInterim();
      end(stampNanos, null);
    }
  }

  /**
   * Gatling's client takes an interim answer (1xx) for the whole one, and would give what follows
   * it on this connection to the next request.
   */
  private void closeIfInterim() {
    if (channel != null && status != null && status.code() < FIRST_FINAL_STATUS) {
      ChannelFuture unused = channel.close();
    }
  }

  @Override
  public void onThrowable(Throwable cause) {
    if (givenUp) {
      return;
    }
    long now = lost ? lostNanos : System.nanoTime();
    // What was still without its end may say why.
    timeline.end();
    Fault fault = Faults.of(cause, status, timeline);
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
    timeline.read(bytes, from, to, stampNanos);
    giveUpIfTooLarge(stampNanos);
    return !finished;
  }

  private void read(ByteBuf chunk, int length, long stampNanos) {
    byte[] bytes = Scratch.of(chunk);
    if (stream) {
      timeline.read(bytes, 0, length, stampNanos);
    }
    if (bodyWanted || !stream) {
      // One byte more than a whole answer may have tells that it is too long.
      body.add(bytes, 0, length, mostBody());
    }
    giveUpIfTooLarge(stampNanos);
  }

  private int mostBody() {
    return bodyWanted ? MAX_CHECKED_BYTES + 1 : json ? WholeAnswer.MAX_BYTES + 1 : MAX_BODY_BYTES;
  }

  /** Ends what does not end by itself, or is longer than is kept. */
  private void giveUpIfTooLarge(long stampNanos) {
    Fault tooLarge = timeline.isTooLarge() ? timeline.fault() : null;
    if (tooLarge != null) {
      giveUp(new OverdueException(tooLarge.kind(), tooLarge.message()));
    } else if (bodyWanted && body.size() > MAX_CHECKED_BYTES) {
      String limit = (MAX_CHECKED_BYTES >> 20) + " MiB";
      giveUp(new OverdueException(FaultKind.TOO_LARGE, "the answer is longer than " + limit));
    } else if (!stream && body.size() == mostBody()) {
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
    byte[] wholeBody = body.toBytes();
    // Looked at only when no stream came: what was asked for decides whether that is a fault.
    boolean whole = !stream && !asSent().isForStream(answers);
    if (whole && json && transportFault == null) {
      timeline.whole(wholeBody);
    }
    Fault fault =
        transportFault == null
            ? Faults.of(
                status,
                headers,
                whole ? AnswerType.JSON : AnswerType.STREAM,
                stream || (whole && json),
                timeline,
                wholeBody)
            : transportFault;
    LlmResult result =
        new LlmResult(
            request.requestName(),
            requestId(),
            status == null ? 0 : status.code(),
            resends,
            whole,
            timeline,
            Math.max(endNanos, timeline.sentNanos()),
            fault);
    boolean answered = transportFault == null;
    completion.complete(
        result,
        startMillis,
        answered && status != null && headers != null
            ? new Completion.Answer(sent, status, headers, body(wholeBody))
            : null,
        observer);
  }

  private Timeouts.Progress progress() {
    ReadClock clock = readClock;
    // The connection's last read may be one of the request before.
    long lastNanos =
        clock != null && clock.nanos() - writtenNanos > 0 ? clock.nanos() : writtenNanos;
    return new Timeouts.Progress(
        timeline.sentNanos(), clock != null, timeline.outputs() > 0, lastNanos);
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
      end(now, Faults.of(cause, status, timeline));
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

  private ResponseBody body(byte[] bytes) {
    return new ByteArrayResponseBody(bytes, request.requestConfig().defaultCharset());
  }

  @Override
  public AsSent asSent() {
    return new AsSent(sent);
  }
}
