package llmbench.simserver;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.ExecutorService;
import llmbench.simserver.cache.PrefixCache;
import llmbench.simserver.config.PrefixCaching;
import llmbench.simserver.config.PromptCounter;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.stats.Counters;
import llmbench.simserver.stream.BatchEngine;
import llmbench.simserver.stream.Engine;
import llmbench.simserver.stream.FixedEngine;
import llmbench.simserver.truth.Truth;

/**
 * A simulated vLLM server: its API, its streams, a model of its time, and no model behind it. It
 * writes down when it really wrote what, so that clients can be checked.
 *
 * <p>A few event loops serve all connections, on a small machine one: the server's own load is as
 * small and as even as can be. Timers have the kernel's precision where epoll is there.
 */
public final class SimServer implements AutoCloseable {

  private static final int MAX_BODY_BYTES = 32 << 20;
  private static final int BACKLOG = 8192;

  private final SimConfig config;
  private final Truth truth;

  private final Running running;
  private final Channel listening;

  private SimServer(SimConfig config, Truth truth, Running running, Channel listening) {
    this.config = config;
    this.truth = truth;
    this.running = running;
    this.listening = listening;
  }

  /**
   * Starts a server.
   *
   * @throws SimServerException when its address can't be had
   */
  public static SimServer start(SimConfig config, PromptCounter counter) {
    Truth truth = new Truth(config.truth());
    Running running = Running.start();
    Timing timing = config.timing();
    Engine engine =
        timing instanceof Timing.Fixed fixed
            ? new FixedEngine(fixed)
            : new BatchEngine(running.loops().next(), (Timing.Batch) timing);
    Counters counters = new Counters();
    ExecutorService counting = running.counting();
    PrefixCaching caching = config.prefixCaching();
    PrefixCache cache =
        caching.isOn() ? new PrefixCache(caching.blocks(), caching.blockSize()) : null;
    Prompts prompts = new Prompts(config, counter, cache, counting);
    Api api =
        new Api(
            config,
            truth,
            new Completions(config, prompts, truth, counters, engine),
            new Pages(config, truth, counters, engine, cache, counting, running.aside()),
            new TokenPages(config, counter, counting));
    return new SimServer(config, truth, running, listen(config, api, truth, running));
  }

  /**
   * The same, with its code and the counter warmed up, which takes a second or two: the first
   * requests are served as fast as the later ones. Nothing of it is in the truth or the metrics.
   *
   * @throws SimServerException when its address can't be had
   */
  public static SimServer startWarm(SimConfig config, PromptCounter counter) {
    ServerWarmUp.run(config, counter);
    return start(config, counter);
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
    // The end of the loops alone now and then left a connection open.
    running.connections().close().awaitUninterruptibly();
    running.stop();
  }

  /** Waits until it is closed. */
  public void join() {
    listening.closeFuture().syncUninterruptibly();
  }

  private static Channel listen(SimConfig config, Api api, Truth truth, Running running) {
    Class<? extends ServerChannel> type =
        Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(running.loops())
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
                    running.connections().add(channel);
                    ArrivalClock clock = new ArrivalClock();
                    channel
                        .pipeline()
                        .addLast(clock)
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpObjectAggregator(MAX_BODY_BYTES))
                        .addLast(new SimHandler(api, truth, clock));
                  }
                });
    ChannelFuture bound = bootstrap.bind(config.host(), config.port()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      running.stop();
      throw new SimServerException(
          "The simulated server can't listen on "
              + config.host()
              + ":"
              + config.port()
              + " ("
              + reason(bound.cause())
              + "): choose another port, 0 takes any free one");
    }
    return bound.channel();
  }

  private static String reason(Throwable cause) {
    if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
      return "there is no such host";
    }
    String message = String.valueOf(cause.getMessage());
    return message.contains("Address already in use") ? "the port is in use" : message;
  }
}
