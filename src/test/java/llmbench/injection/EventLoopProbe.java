package llmbench.injection;

import io.gatling.javaapi.core.Session;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Puts a timer on the event loop of each user that comes by, once for each loop, and tells how late
 * it fires. Every stamp of a network read is made by such a loop: what holds up its timer holds up
 * the stamp.
 */
public final class EventLoopProbe implements Function<Session, Session> {

  /** A hundred times a second: often enough to see a stall, too seldom to cost anything. */
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Ticks ticks;
  private final Set<EventLoop> known = ConcurrentHashMap.newKeySet();

  /** Is told of each tick, on the loop. */
  public interface Ticks {

    /**
     * A timer fired.
     *
     * @param lagNanos how late
     * @param intervalNanos from one timer to the next
     * @return whether another is to be set
     */
    boolean tick(long lagNanos, long intervalNanos);
  }

  /** A probe that tells this. */
  public EventLoopProbe(Ticks ticks) {
    this.ticks = ticks;
  }

  /** Watches the user's event loop. */
  @Override
  public Session apply(Session session) {
    EventLoop loop = session.asScala().eventLoop();
    if (known.add(loop)) {
      watch(loop, ticks);
    }
    return session;
  }

  /** Sets timer after timer on a loop, as long as more are wanted. */
  static void watch(EventExecutor loop, Ticks ticks) {
    long due = System.nanoTime() + INTERVAL_NANOS;
    Future<?> unused =
        loop.schedule(() -> fired(loop, due, ticks), INTERVAL_NANOS, TimeUnit.NANOSECONDS);
  }

  private static void fired(EventExecutor loop, long due, Ticks ticks) {
    if (ticks.tick(System.nanoTime() - due, INTERVAL_NANOS) && !loop.isShuttingDown()) {
      watch(loop, ticks);
    }
  }
}
