package llmbench.simserver;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import java.util.ArrayDeque;
import java.util.Queue;
import llmbench.simserver.http.Exchange;
import llmbench.simserver.truth.Truth;
import org.jspecify.annotations.Nullable;

/**
 * One connection: hands its requests to the API one after the other; those that come before their
 * turn wait, as HTTP/1.1 wants the answers in order. On the connection's event loop.
 */
final class SimHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  private final Api api;
  private final Truth truth;
  private final ArrivalClock clock;
  private final Queue<Exchange> waiting = new ArrayDeque<>();

  private int connection;
  private @Nullable Exchange current;

  SimHandler(Api api, Truth truth, ArrivalClock clock) {
    this.api = api;
    this.truth = truth;
    this.clock = clock;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    connection = truth.connectionOpened();
    context.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    truth.connectionClosed();
    waiting.clear();
    if (current != null) {
      current.gone();
    }
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // The client broke the connection; what that means for its request is channelInactive's.
    ChannelFuture unused = context.close();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    Exchange exchange =
        new Exchange(context.channel(), connection, clock.nanos(), request, this::over);
    if (current == null) {
      beginSoon(exchange);
    } else {
      waiting.add(exchange);
    }
  }

  /**
   * Not at once: of requests that come together all are read, and stamped, before the first is
   * parsed; and a long row of waiting ones would be as deep a stack. A failure in there would not
   * come to {@link #exceptionCaught}: it ends the connection here, and the loop logs it.
   */
  private void beginSoon(Exchange exchange) {
    current = exchange;
    exchange.loop().execute(() -> answer(exchange));
  }

  private void answer(Exchange exchange) {
    try {
      api.answer(exchange);
    } catch (RuntimeException e) {
      exchange.giveUp();
      throw e;
    }
  }

  private void over() {
    boolean more = current != null && current.keepAlive();
    current = null;
    Exchange next = waiting.poll();
    if (next != null && more) {
      beginSoon(next);
    }
  }
}
