package llmbench.llm;

import io.gatling.core.CoreComponents;
import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A user opens connections on event loops, and goes on once all have done their part. */
final class WarmAction extends UserAction {

  private final CoreComponents core;
  private final SpareConnections connections;
  private final int count;
  private final int loops;
  private final Action next;

  WarmAction(CoreComponents core, SpareConnections connections, int count, int loops, Action next) {
    super("warm connections");
    this.core = core;
    this.connections = connections;
    this.count = count;
    this.loops = loops;
    this.next = next;
  }

  @Override
  public void execute(Session session) {
    List<EventLoop> all = new ArrayList<>();
    for (EventExecutor loop : core.eventLoopGroup()) {
      all.add((EventLoop) loop);
    }
    List<EventLoop> used = all.subList(0, Math.min(loops, all.size()));
    int each = (count + used.size() - 1) / used.size();
    AtomicInteger left = new AtomicInteger(used.size());
    Runnable whenOver =
        () -> {
          if (left.decrementAndGet() == 0) {
            session.eventLoop().execute(() -> next.$bang(session));
          }
        };
    used.forEach(loop -> loop.execute(() -> connections.warm(loop, session, each, whenOver)));
  }
}
