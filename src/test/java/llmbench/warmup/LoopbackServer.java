package llmbench.warmup;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * What the client warms up against: any request is answered with the same stream, token by token,
 * as fast as it is read. In the client's own process, on a thread of its own; it renders nothing,
 * since it takes its turns on the same cores.
 */
final class LoopbackServer implements AutoCloseable {

  private static final int MAX_BODY_BYTES = 64 << 20;

  private final EventLoopGroup loop;
  private final Channel listening;

  private LoopbackServer(EventLoopGroup loop, Channel listening) {
    this.loop = loop;
    this.listening = listening;
  }

  /**
   * Listens on a free port of the loopback address.
   *
   * @throws IOException when it can't
   */
  static LoopbackServer listen() throws IOException {
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    ThreadFactory daemon =
        work -> {
          Thread thread = new Thread(work, "llm-warm-up-server");
          thread.setDaemon(true);
          return thread;
        };
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, daemon, io);
    Class<? extends ServerChannel> type =
        Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(type)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new HttpRequestDecoder())
                        .addLast(new HttpObjectAggregator(MAX_BODY_BYTES))
                        .addLast(new Streams());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      close(loop);
      throw new IOException("no port to warm up on", bound.cause());
    }
    return new LoopbackServer(loop, bound.channel());
  }

  /** Where it listens, such as {@code http://127.0.0.1:41234}. */
  String url() {
    InetSocketAddress address = (InetSocketAddress) listening.localAddress();
    return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** Closes it with its connections; doesn't wait for that. */
  @Override
  public void close() {
    close(loop);
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private static void close(EventLoopGroup loop) {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  /** Answers one connection's requests. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private static final class Streams extends SimpleChannelInboundHandler<FullHttpRequest> {

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      Channel channel = context.channel();
      channel.writeAndFlush(WarmUpStream.beginning(), channel.voidPromise());
      next(channel, channel.eventLoop(), WarmUpStream.TOKENS - 1);
    }

    private static ByteBuf part(int left) {
      return switch (left) {
        case 0 -> WarmUpStream.endRest();
        case 1 -> WarmUpStream.endBeginning();
        default -> WarmUpStream.token();
      };
    }

    /** One token or a part of the end, then the other streams have their turn. */
    private static void next(Channel channel, EventLoop loop, int left) {
      loop.execute(
          () -> {
            if (channel.isActive()) {
              channel.writeAndFlush(part(left), channel.voidPromise());
              if (left > 0) {
                next(channel, loop, left - 1);
              }
            }
          });
    }
  }
}
