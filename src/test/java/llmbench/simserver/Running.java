package llmbench.simserver;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import llmbench.process.PreciseThread;

/**
 * What runs while a simulated server does.
 *
 * @param connections that are open; one that comes after their end is closed at once
 * @param loops serve all connections
 * @param counting counts tokens, off the loops
 * @param aside shows the truth, off the loops
 */
record Running(
    ChannelGroup connections,
    EventLoopGroup loops,
    ExecutorService counting,
    ExecutorService aside) {

  /** One loop keeps up with 100,000 tokens a second; more help where there are cores for them. */
  private static final int MAX_LOOPS = 4;

  /** Starts all of it. */
  static Running start() {
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    int count = Math.max(1, Math.min(MAX_LOOPS, Runtime.getRuntime().availableProcessors() / 2));
    return new Running(
        new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true),
        new MultiThreadIoEventLoopGroup(count, precise("simulated-vllm"), io),
        Executors.newSingleThreadExecutor(daemons("simulated-vllm-tokenizer")),
        Executors.newSingleThreadExecutor(daemons("simulated-vllm-truth")));
  }

  /** Stops all of it; connections are closed by whoever knows that none comes any more. */
  void stop() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    counting.shutdownNow();
    aside.shutdownNow();
  }

  private static ThreadFactory precise(String name) {
    ThreadFactory daemons = daemons(name);
    return work ->
        daemons.newThread(
            () -> {
              PreciseThread.wakeOnTime();
              work.run();
            });
  }

  private static ThreadFactory daemons(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
