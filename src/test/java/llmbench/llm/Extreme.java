package llmbench.llm;

import java.util.function.IntBinaryOperator;
import java.util.function.LongSupplier;

/**
 * The highest or the lowest that a level was in the last one to two spans of time. One thread.
 *
 * <p>Two numbers instead of a history: of this span, and of the one before.
 */
final class Extreme {

  private final IntBinaryOperator further;
  private final long spanNanos;
  private final LongSupplier nanoClock;
  private int level;
  private int inThisSpan;
  private int inTheLast;
  private long endNanos;

  /**
   * That of a level which is 0 so far.
   *
   * @param further {@code Math::max} or {@code Math::min}
   */
  Extreme(IntBinaryOperator further, long spanNanos, LongSupplier nanoClock) {
    this.further = further;
    this.spanNanos = spanNanos;
    this.nanoClock = nanoClock;
    endNanos = nanoClock.getAsLong() + spanNanos;
  }

  /** The level is now this. */
  void is(int now) {
    moveOn();
    level = now;
    inThisSpan = further.applyAsInt(inThisSpan, now);
  }

  int get() {
    moveOn();
    return further.applyAsInt(inThisSpan, inTheLast);
  }

  private void moveOn() {
    long over = nanoClock.getAsLong() - endNanos;
    if (over >= 0) {
      inTheLast = over < spanNanos ? inThisSpan : level;
      inThisSpan = level;
      endNanos += spanNanos * (1 + over / spanNanos);
    }
  }
}
