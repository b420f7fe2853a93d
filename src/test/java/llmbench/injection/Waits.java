package llmbench.injection;

import io.netty.channel.EventLoop;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Users who wait for a moment, without a thread, until somebody says that it won't matter. */
final class Waits {

  private final Set<Waiting> all = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  /**
   * Waits.
   *
   * @param loop of the user, on which it is called
   * @param untilNanos a stamp of {@link System#nanoTime()}; may be over
   * @param then is called once on the loop, at that moment or when all waiting is over
   */
  void until(EventLoop loop, long untilNanos, Runnable then) {
    long left = untilNanos - System.nanoTime();
    if (left <= 0) {
      then.run();
      return;
    }
    PreciseLoop.wakeOnTime();
    Waiting waiting = new Waiting(loop, then);
    all.add(waiting);
    var unused = loop.schedule(waiting::go, left, TimeUnit.NANOSECONDS);
    // It may have been over before this one was among those who wait.
    if (over) {
      waiting.go();
    }
  }

  /** Nobody is to wait any more. Any thread. */
  void end() {
    over = true;
    all.forEach(each -> each.loop.execute(each::go));
  }

  private final class Waiting {

    private final EventLoop loop;
    private final Runnable then;

    Waiting(EventLoop loop, Runnable then) {
      this.loop = loop;
      this.then = then;
    }

    void go() {
      if (all.remove(this)) {
        then.run();
      }
    }
  }
}
