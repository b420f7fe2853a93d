package llmbench.recorder;

/**
 * The run's clock zero: one pairing of the monotonic clock with the wall clock. Every time of a run
 * is nanoseconds of the monotonic clock since this zero.
 *
 * @param zeroNanos the zero, by {@link System#nanoTime()}
 * @param zeroEpochMillis the same moment by the wall clock, milliseconds since 1970
 */
public record RunClock(long zeroNanos, long zeroEpochMillis) {

  /** A pairing is good when no more than this passed between the two clocks' readings. */
  private static final long GOOD_NANOS = 20_000;

  private static final int TRIES = 50;

  /**
   * Pairs the clocks now. Waits for the wall clock's next tick: so the pairing is exact to
   * microseconds although the wall clock shows only milliseconds. On a busy machine the thread may
   * be stopped between the two readings; then the next tick is taken.
   */
  public static RunClock now() {
    long zeroNanos = 0;
    long tick = 0;
    for (int i = 0; i < TRIES; i++) {
      long before = System.currentTimeMillis();
      long readNanos = System.nanoTime();
      tick = before;
      while (tick == before) {
        readNanos = System.nanoTime();
        tick = System.currentTimeMillis();
      }
      zeroNanos = System.nanoTime();
      if (zeroNanos - readNanos < GOOD_NANOS) {
        break;
      }
    }
    return new RunClock(zeroNanos, tick);
  }

  /** By how many milliseconds the wall clock ran ahead of the monotonic one since then. */
  public double stepMillisSince(RunClock earlier) {
    return zeroEpochMillis - earlier.zeroEpochMillis - (zeroNanos - earlier.zeroNanos) / 1e6;
  }

  /** Nanoseconds since the zero of a stamp of {@link System#nanoTime()}. */
  public long sinceZero(long stampNanos) {
    return stampNanos - zeroNanos;
  }
}
