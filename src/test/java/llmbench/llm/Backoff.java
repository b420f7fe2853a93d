package llmbench.llm;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps a server that refuses from being asked again and again: after each failure in a row it is
 * left alone for twice as long. Any thread.
 */
final class Backoff {

  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final LongSupplier nanoClock;
  private volatile Row row = Row.NONE;

  private record Row(int failures, long waitNanos, long untilNanos) {

    static final Row NONE = new Row(0, 0, 0);

    long leftNanos(long nowNanos) {
      return failures == 0 ? 0 : Math.max(0, untilNanos - nowNanos);
    }

    Row longer(long nowNanos) {
      long wait = failures == 0 ? FIRST_NANOS : Math.min(MOST_NANOS, 2 * waitNanos);
      return new Row(failures + 1, wait, nowNanos + wait);
    }
  }

  Backoff(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /**
   * It failed. What was begun before the last failure, and fails while it is waited, says nothing
   * new.
   *
   * @return how many failures there are in a row
   */
  synchronized int failed() {
    long now = nanoClock.getAsLong();
    if (row.leftNanos(now) == 0) {
      row = row.longer(now);
    }
    return row.failures();
  }

  /** It worked. */
  synchronized void worked() {
    row = Row.NONE;
  }

  /** How long it is not to be tried; 0 if it may be. */
  long leftNanos() {
    return row.leftNanos(nanoClock.getAsLong());
  }
}
