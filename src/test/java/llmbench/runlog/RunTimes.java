package llmbench.runlog;

/**
 * Which times can be those of a run. What is further off is damage: one wrong digit would stretch
 * all that is drawn over time, and a few more are more than a {@code long} holds.
 */
final class RunTimes {

  /** Three years, from the clock's zero in either direction. */
  private static final long MOST_NANOS = 100_000_000_000_000_000L;

  private static final long NANOS_PER_MILLI = 1_000_000;

  /** To the year 2200: between two such there are fewer nanoseconds than a {@code long} holds. */
  private static final long MOST_EPOCH_MILLIS = 7_258_118_400_000L;

  private RunTimes() {}

  /** Whether so many nanoseconds since the clock's zero can be. */
  static boolean isNanos(long sinceZero) {
    return sinceZero >= -MOST_NANOS && sinceZero <= MOST_NANOS;
  }

  /** Whether two such times, milliseconds since 1970, can be those of one run. */
  static boolean areOfOneRun(long millis, long otherMillis) {
    return Math.abs(millis - otherMillis) <= MOST_NANOS / NANOS_PER_MILLI;
  }

  /** Whether so many milliseconds since 1970 can be. */
  static boolean isEpochMillis(long millis) {
    return millis >= 0 && millis <= MOST_EPOCH_MILLIS;
  }
}
