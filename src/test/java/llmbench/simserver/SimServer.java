package llmbench.simserver;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A simulated vLLM server: its API, its streams, a model of its time, and no model behind it. It
 * writes down when it really wrote what, so that clients can be checked.
 *
 * <p>One event loop serves all connections: its own load on the machine is as small and as even as
 * can be. Timers have the kernel's precision where epoll is there.
 */
public final class SimServer implements AutoCloseable {

  private static final int MAX_BODY_BYTES = 32 << 20;
  private static final int BACKLOG = 8192;

  private final SimConfig config;
  private final PromptCounter counter;
  private final Truth truth;
  private final Counters counters = new Counters();
  private final EventLoopGroup loops;
  private final Engine engine;
  private final ExecutorService counting;
  private final Channel listening;

  private SimServer(SimConfig config, PromptCounter counter) {
    this.config = config;
    this.counter = counter;
    truth = new Truth(config.truth());
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    loops = new MultiThreadIoEventLoopGroup(1, daemons("simulated-vllm"), io);
    counting = Executors.newSingleThreadExecutor(daemons("simulated-vllm-tokenizer"));
    Timing timing = config.timing();
    engine =
        timing instanceof Timing.Fixed fixed
            ? new FixedEngine(fixed)
            : new BatchEngine(loops.next(), (Timing.Batch) timing);
    listening = listen();
  }

  /**
   * Starts a server.
   *
   * @throws SimServerException when its address can't be had
   */
  public static SimServer start(SimConfig config, PromptCounter counter) {
    return new SimServer(config, counter);
  }

  /** The server can't listen; the message is for people. */
  public static final class SimServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SimServerException(String message) {
      super(message);
    }
  }

  /** The port it listens on. */
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** Where it is. */
  public URI baseUrl() {
    return URI.create("http://" + config.host() + ":" + port());
  }

  /** Its own account of what it did. */
  public Truth truth() {
    return truth;
  }

  /** Stops at once: answers under way are cut. */
  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    counting.shutdownNow();
  }

  /** Waits until it is closed. */
  public void join() {
    listening.closeFuture().syncUninterruptibly();
  }

  SimConfig config() {
    return config;
  }

  PromptCounter counter() {
    return counter;
  }

  Counters counters() {
    return counters;
  }

  Engine engine() {
    return engine;
  }

  ExecutorService counting() {
    return counting;
  }

  private Channel listen() {
    Class<? extends ServerChannel> type =
        Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(64 << 10, 256 << 10))
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    ArrivalClock clock = new ArrivalClock();
                    channel
                        .pipeline()
                        .addLast(clock)
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpObjectAggregator(MAX_BODY_BYTES))
                        .addLast(new SimHandler(SimServer.this, clock));
                  }
                });
    io.netty.channel.ChannelFuture bound =
        bootstrap.bind(config.host(), config.port()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
      counting.shutdownNow();
      throw new SimServerException(
          "The simulated server can't listen on "
              + config.host()
              + ":"
              + config.port()
              + ": "
              + bound.cause().getMessage()
              + ".\nChoose another port; 0 takes any free one.");
    }
    return bound.channel();
  }

  private static java.util.concurrent.ThreadFactory daemons(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
