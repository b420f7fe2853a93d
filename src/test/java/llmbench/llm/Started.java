package llmbench.llm;

import java.util.function.LongSupplier;

/**
 * When a request was sent, by both clocks: the wall clock for Gatling's log, the monotonic one for
 * all that is measured.
 */
record Started(long millis, long nanos) {

  private static final int TRIES = 3;
  private static final long GOOD_NANOS = 200_000;

  /**
   * Now. Where the thread was stopped between the two readings they are read again, lest log and
   * record seem to disagree.
   */
  static Started now(LongSupplier wallMillis) {
    long millis = 0;
    long nanos = System.nanoTime();
    for (int i = 0; i < TRIES; i++) {
      millis = wallMillis.getAsLong();
      long before = nanos;
      nanos = System.nanoTime();
      if (nanos - before < GOOD_NANOS) {
        break;
      }
    }
    return new Started(millis, nanos);
  }
}
