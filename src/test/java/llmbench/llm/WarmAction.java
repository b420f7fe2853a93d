package llmbench.llm;

import com.typesafe.scalalogging.Logger;
import io.gatling.core.CoreComponents;
import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** A user opens connections on all event loops, and goes on once all have done their part. */
final class WarmAction implements Action {

  private final CoreComponents core;
  private final SpareConnections connections;
  private final int count;
  private final Action next;
  private Logger logger = new Logger(LoggerFactory.getLogger(WarmAction.class));

  WarmAction(CoreComponents core, SpareConnections connections, int count, Action next) {
    this.core = core;
    this.connections = connections;
    this.count = count;
    this.next = next;
  }

  @Override
  public String name() {
    return "warm connections";
  }

  @Override
  public void execute(Session session) {
    List<EventLoop> loops = new ArrayList<>();
    for (EventExecutor loop : core.eventLoopGroup()) {
      loops.add((EventLoop) loop);
    }
    int each = (count + loops.size() - 1) / loops.size();
    AtomicInteger left = new AtomicInteger(loops.size());
    Runnable whenOver =
        () -> {
          if (left.decrementAndGet() == 0) {
            session.eventLoop().execute(() -> next.$bang(session));
          }
        };
    loops.forEach(loop -> loop.execute(() -> connections.warm(loop, session, each, whenOver)));
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
