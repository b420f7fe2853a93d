package llmbench.injection;

import io.gatling.core.session.Session;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Spreads the users over as many event loops as there are cores. Gatling has twice as many: two
 * that take turns on one core wake each other's work late, and each wakes for less of it.
 *
 * <p>Comes first in a scenario, before a user has a connection.
 */
public final class BusyLoops
    implements Function<io.gatling.javaapi.core.Session, io.gatling.javaapi.core.Session> {

  private final int most;

  /** Gatling's, once one is known: a run has one group of them. */
  private volatile List<EventLoop> loops = List.of();

  /** As many as this machine has cores. */
  public BusyLoops() {
    this(most());
  }

  /** How many of Gatling's event loops have users then: its first ones, as many as cores. */
  public static int most() {
    return Runtime.getRuntime().availableProcessors();
  }

  BusyLoops(int most) {
    this.most = Math.max(1, most);
  }

  /** The user, who goes on from here on its own loop or on another. */
  @Override
  public io.gatling.javaapi.core.Session apply(io.gatling.javaapi.core.Session user) {
    Session session = user.asScala();
    EventLoop loop = loop(session.eventLoop(), session.userId());
    return new io.gatling.javaapi.core.Session(
        session.copy(
            session.scenario(),
            session.userId(),
            session.attributes(),
            session.baseStatus(),
            session.blockStack(),
            session.onExit(),
            loop));
  }

  /** The loop of the user with this number: users take turns. */
  private EventLoop loop(EventLoop own, long user) {
    List<EventLoop> all = loops;
    if (all.isEmpty() && own.parent() != null) {
      all = new ArrayList<>();
      for (EventExecutor loop : own.parent()) {
        all.add((EventLoop) loop);
      }
      loops = List.copyOf(all);
    }
    return all.size() <= most ? own : all.get((int) (user % most));
  }
}
