package llmbench.injection;

import io.gatling.javaapi.core.Session;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Tells how many users are still without an answer on their connection, if some are a while after
 * the first has begun to open his. Any thread; to an event loop it is a counter, and one timer.
 */
public final class ConnectionWait {

  private static final long QUIET_MILLIS = 2000;

  private final IntConsumer tell;
  private final long quietMillis;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean begun = new AtomicBoolean();

  /**
   * A wait.
   *
   * @param tell is called at most once, on an event loop
   */
  public ConnectionWait(IntConsumer tell) {
    this(tell, QUIET_MILLIS);
  }

  ConnectionWait(IntConsumer tell, long quietMillis) {
    this.tell = tell;
    this.quietMillis = quietMillis;
  }

  /** A user is about to open its connection. */
  public Session begins(Session user) {
    begins(user.asScala().eventLoop());
    return user;
  }

  void begins(EventExecutor loop) {
    waiting.incrementAndGet();
    if (begun.compareAndSet(false, true)) {
      Future<?> unused = loop.schedule(this::look, quietMillis, TimeUnit.MILLISECONDS);
    }
  }

  /** A user has its answer, or none will come. */
  public Session ends(Session user) {
    ends();
    return user;
  }

  void ends() {
    waiting.decrementAndGet();
  }

  private void look() {
    int still = waiting.get();
    if (still > 0) {
      tell.accept(still);
    }
  }
}
