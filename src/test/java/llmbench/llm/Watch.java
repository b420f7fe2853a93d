package llmbench.llm;

import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import llmbench.timeline.FaultKind;
import org.jspecify.annotations.Nullable;

/**
 * Watches over one request's limits with one timer, which is armed for the next limit and, when a
 * read has moved that meanwhile, again for what is left: no timer is set per read.
 *
 * <p>On the user's event loop.
 */
final class Watch {

  private final Timeouts timeouts;
  private final EventLoop loop;
  private final LongSupplier clock;
  private final Supplier<Timeouts.Progress> progress;
  private final Consumer<FaultKind> overdue;
  private @Nullable Future<?> timer;
  private boolean stopped;

  /**
   * A watch that is not started.
   *
   * @param clock of the stamps in {@code progress}, nanoseconds
   * @param progress how far the request is
   * @param overdue is called once, when a limit is broken
   */
  Watch(
      Timeouts timeouts,
      EventLoop loop,
      LongSupplier clock,
      Supplier<Timeouts.Progress> progress,
      Consumer<FaultKind> overdue) {
    this.timeouts = timeouts;
    this.loop = loop;
    this.clock = clock;
    this.progress = progress;
    this.overdue = overdue;
  }

  /** The request is sent; again, if it is sent again. */
  void sent() {
    if (isLimited()) {
      restart();
    }
  }

  /** It has a connection and is written: from now on it may be idle. */
  void written() {
    if (timeouts.idleNanos() != Timeouts.NONE) {
      restart();
    }
  }

  /** Whether there is anything to watch over. */
  boolean isLimited() {
    return !timeouts.isUnlimited();
  }

  /**
   * Looks at a read, which a busy loop may come to before the timer that should have ended the
   * request.
   *
   * @param before how far the request was, with its longest wait for a read just over
   * @return whether a limit was broken before the read; then the request is overdue
   */
  boolean isLate(Timeouts.Progress before, long readNanos) {
    if (stopped) {
      return false;
    }
    Timeouts.Next next = timeouts.next(before, readNanos);
    if (next.isBroken()) {
      stop();
      overdue.accept(next.kind());
    }
    return next.isBroken();
  }

  /** Nothing is overdue any more. */
  void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void restart() {
    if (timer != null) {
      timer.cancel(false);
    }
    check();
  }

  private void check() {
    if (stopped) {
      return;
    }
    Timeouts.Next next = timeouts.next(progress.get(), clock.getAsLong());
    if (next.isBroken()) {
      stop();
      overdue.accept(next.kind());
    } else if (next.leftNanos() != Timeouts.NONE) {
      timer = loop.schedule(this::check, next.leftNanos(), TimeUnit.NANOSECONDS);
    }
  }
}
