package llmbench.recorder;

/**
 * The run's clock zero: one pairing of the monotonic clock with the wall clock. Every time of a run
 * is nanoseconds of the monotonic clock since this zero.
 *
 * @param zeroNanos the zero, by {@link System#nanoTime()}
 * @param zeroEpochMillis the same moment by the wall clock, milliseconds since 1970
 */
public record RunClock(long zeroNanos, long zeroEpochMillis) {

  /**
   * Pairs the clocks now. Waits, for at most a millisecond, for the wall clock's next tick: so the
   * pairing is exact to microseconds although the wall clock shows only milliseconds.
   */
  public static RunClock now() {
    long before = System.currentTimeMillis();
    long tick = before;
    while (tick == before) {
      tick = System.currentTimeMillis();
    }
    return new RunClock(System.nanoTime(), tick);
  }

  /** Nanoseconds since the zero of a stamp of {@link System#nanoTime()}. */
  public long sinceZero(long stampNanos) {
    return stampNanos - zeroNanos;
  }
}
