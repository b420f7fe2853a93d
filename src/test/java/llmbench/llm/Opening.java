package llmbench.llm;

import io.gatling.http.client.HttpListener;
import io.gatling.http.client.Request;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import java.util.function.Consumer;
import llmbench.timeline.FaultKind;
import org.jspecify.annotations.Nullable;

/**
 * Opens a connection ahead: by a small request, whatever its answer, since Gatling's client opens
 * none without. Gatling's log has nothing of it. On the event loop.
 */
final class Opening implements HttpListener, ReadClock.Reader {

  /** The answer is for nobody; a server that says more than this is not listened to. */
  private static final int MOST_BYTES = 1 << 16;

  private final Slot slot;
  private final EventLoop loop;
  private final Consumer<String> unasked;
  private final Over over;
  private @Nullable Channel channel;
  private @Nullable ReadClock clock;
  private boolean interim;
  private int bytes;
  private boolean finished;

  /** What became of it. */
  interface Over {

    /**
     * It is over; whether the connection is still open is for the slot to say.
     *
     * @param cause why there is no answer; null if there is one
     */
    void over(@Nullable Throwable cause);
  }

  Opening(Slot slot, EventLoop loop, Consumer<String> unasked, Over over) {
    this.slot = slot;
    this.loop = loop;
    this.unasked = unasked;
    this.over = over;
  }

  @Override
  public void onFinalClientRequest(Request request) {}

  @Override
  public void onWrite(Channel opened) {
    channel = opened;
    clock = ReadClock.of(opened);
    slot.on(opened);
    clock.begin(this, unasked);
  }

  @Override
  public void onHttpResponse(HttpResponseStatus status, HttpHeaders headers) {
    interim = status.codeClass() == HttpStatusClass.INFORMATIONAL;
    if (clock != null) {
      clock.answered();
      clock.head(false);
    }
  }

  @Override
  public void onHttpResponseBodyChunk(ByteBuf chunk, boolean last) {
    if (finished) {
      return;
    }
    if (clock != null) {
      clock.answered();
    }
    bytes += chunk.readableBytes();
    if (bytes > MOST_BYTES) {
      breakOff("its answer is too long");
    } else if (last) {
      // Behind an interim answer the real one follows, which nobody would wait for.
      if (interim || !isWritten()) {
        close();
      }
      end(null);
    }
  }

  private boolean isWritten() {
    return clock == null || channel == null || clock.isWritten(channel);
  }

  private void close() {
    if (channel != null) {
      ChannelFuture unused = channel.close();
    }
  }

  private void breakOff(String why) {
    OverdueException cause = new OverdueException(FaultKind.TOO_LARGE, why);
    end(cause);
    if (channel != null) {
      Drain.breakOff(channel, cause);
    }
  }

  @Override
  public void onThrowable(Throwable cause) {
    end(cause);
  }

  private void end(@Nullable Throwable cause) {
    if (finished) {
      return;
    }
    finished = true;
    if (clock != null) {
      clock.end();
    }
    // Gatling's client closes a connection that failed behind this call.
    Turns.later(loop, () -> conclude(cause));
  }

  private void conclude(@Nullable Throwable cause) {
    if (clock != null) {
      clock.forget(this);
    }
    over.over(cause);
  }

  @Override
  public boolean chunk(byte[] content, int from, int to, long stampNanos) {
    return false;
  }

  @Override
  public void flooded() {
    breakOff("what it sends is no answer");
  }

  @Override
  public void early() {
    breakOff("it answers before it is asked");
  }

  /** The connection is closed already. */
  @Override
  public void surplus() {}
}
