package llmbench.injection;

import com.typesafe.scalalogging.Logger;
import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * Puts a timer on the event loop of each user that comes by, once for each loop, and tells how late
 * it fires. Every stamp of a network read is made by such a loop: what holds up its timer holds up
 * the stamp.
 */
public final class EventLoopProbe implements ActionBuilder {

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

  @Override
  public io.gatling.core.action.builder.ActionBuilder asScala() {
    return this::build;
  }

  private Action build(ScenarioContext context, Action next) {
    return new Probe(next);
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

  /** Runs on each user's event loop. */
  private final class Probe implements Action {

    private final Action next;
    private Logger logger = new Logger(LoggerFactory.getLogger(EventLoopProbe.class));

    Probe(Action next) {
      this.next = next;
    }

    @Override
    public String name() {
      return "event loop";
    }

    @Override
    public void execute(Session session) {
      EventLoop loop = session.eventLoop();
      if (known.add(loop)) {
        watch(loop, ticks);
      }
      next.$bang(session);
    }

    @Override
    public Logger logger() {
      return logger;
    }

    @Override
    public void com$typesafe$scalalogging$StrictLogging$_setter_$logger_$eq(Logger logger) {
      this.logger = logger;
    }
  }
}
