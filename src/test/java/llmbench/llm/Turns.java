package llmbench.llm;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * What can wait, on an event loop: it is done in short turns, between which the loop looks after
 * its connections. To end a request and to make the next costs as much as to read fifty tokens;
 * where hundreds of streams end together, the tokens of the others would be stamped when all that
 * is done.
 */
final class Turns {

  /** So long the connections wait, or for one piece of work that takes longer. */
  private static final long TURN_NANOS = 100_000;

  private static final FastThreadLocal<Turns> OF_THIS_LOOP =
      new FastThreadLocal<>() {
        @Override
        protected Turns initialValue() {
          return new Turns();
        }
      };

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean due;

  private Turns() {}

  /** Does this work soon, after what waits already; call it on the loop. */
  static void later(EventLoop loop, Runnable work) {
    if (loop.isShuttingDown()) {
      work.run();
      return;
    }
    Turns turns = OF_THIS_LOOP.get();
    turns.waiting.add(work);
    turns.schedule(loop);
  }

  /**
   * Tasks are done until none is left; what is scheduled comes after the next look at the reads.
   */
  private void schedule(EventLoop loop) {
    if (!due) {
      due = true;
      var unused = loop.schedule(() -> turn(loop), 0, TimeUnit.NANOSECONDS);
    }
  }

  private void turn(EventLoop loop) {
    due = false;
    long end = System.nanoTime() + TURN_NANOS;
    try {
      Runnable work = waiting.poll();
      while (work != null) {
        work.run();
        work = System.nanoTime() - end < 0 ? waiting.poll() : null;
      }
    } finally {
      if (!waiting.isEmpty()) {
        schedule(loop);
      }
    }
  }
}
