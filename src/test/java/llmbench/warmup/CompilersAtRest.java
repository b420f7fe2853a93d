package llmbench.warmup;

import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import llmbench.llm.UserAction;

/**
 * A wait for the JVM's compilers, without a thread. To open hundreds of connections makes code hot
 * that was not before, and its compilation, which is still under way when all have one, would take
 * its turns with the first requests on the same cores. The last user to come waits until nothing is
 * compiled any more; the others go on, so all are to meet behind it.
 */
public final class CompilersAtRest implements ActionBuilder {

  static final long LOOK_MILLIS = 10;

  /** So many looks must find nothing new: compiling one method may take longer than one look. */
  static final int QUIET_LOOKS = 3;

  /** A second: many servers close a connection that is idle for five. */
  static final int MOST_LOOKS = 100;

  private final AtomicInteger toCome;
  private final LongSupplier compiledMillis;

  /**
   * A wait of users of one step.
   *
   * @param users that come, all of them
   */
  public CompilersAtRest(int users) {
    this(users, compiledMillis());
  }

  CompilersAtRest(int users, LongSupplier compiledMillis) {
    this.toCome = new AtomicInteger(users);
    this.compiledMillis = compiledMillis;
  }

  /** For how long this JVM's compilers have worked; always the same where it doesn't tell. */
  private static LongSupplier compiledMillis() {
    CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    return compilers != null && compilers.isCompilationTimeMonitoringSupported()
        ? compilers::getTotalCompilationTime
        : () -> 0;
  }

  /**
   * A user comes.
   *
   * @param go is called once: at once, or, for the last user, on its event loop when all is
   *     compiled
   */
  void comes(EventExecutor loop, Runnable go) {
    if (toCome.decrementAndGet() == 0) {
      lookAgain(loop, go, compiledMillis.getAsLong(), 0, MOST_LOOKS);
    } else {
      go.run();
    }
  }

  private void lookAgain(EventExecutor loop, Runnable go, long before, int quiet, int left) {
    if (quiet == QUIET_LOOKS || left == 0) {
      go.run();
      return;
    }
    Runnable look =
        () -> {
          long now = compiledMillis.getAsLong();
          lookAgain(loop, go, now, now == before ? quiet + 1 : 0, left - 1);
        };
    Future<?> unused = loop.schedule(look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public io.gatling.core.action.builder.ActionBuilder asScala() {
    return this::build;
  }

  private Action build(ScenarioContext context, Action next) {
    return new UserAction("compilers at rest") {
      @Override
      public void execute(Session session) {
        comes(session.eventLoop(), () -> next.$bang(session));
      }
    };
  }
}
