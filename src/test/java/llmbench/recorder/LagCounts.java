package llmbench.recorder;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import llmbench.timeline.ClientLoad;
import org.jspecify.annotations.Nullable;

/** Counts lags in steps of a tenth of a millisecond, up to a second. Any thread. */
final class LagCounts {

  private static final long STEP_NANOS = 100_000;
  private static final int STEPS_PER_MILLI = 10;
  private static final int STEPS = 10_000;

  /** The last place counts what is longer. */
  private final AtomicLongArray counts = new AtomicLongArray(STEPS + 1);

  private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

  /**
   * Counts a lag, and the lags of the timers that would have fired meanwhile: a loop that stands
   * still for a second is late for whatever comes in that second, not once.
   *
   * @param intervalNanos from one timer to the next
   */
  void add(long lagNanos, long intervalNanos) {
    longest.accumulate(Math.max(0, lagNanos));
    for (long lag = Math.max(0, lagNanos); lag >= 0; lag -= intervalNanos) {
      counts.incrementAndGet((int) Math.min(STEPS, lag / STEP_NANOS));
    }
  }

  /** What was counted; null for nothing. Percentiles are rounded up to the step. */
  ClientLoad.@Nullable LoopLag summary() {
    long all = 0;
    for (int i = 0; i <= STEPS; i++) {
      all += counts.get(i);
    }
    return all == 0
        ? null
        : new ClientLoad.LoopLag(
            all, percentile(50, all), percentile(99, all), longest.get() / 1e6);
  }

  /** Nearest rank. */
  private double percentile(int percent, long all) {
    long rank = (all * percent + 99) / 100;
    long seen = 0;
    for (int i = 0; i < STEPS; i++) {
      seen += counts.get(i);
      if (seen >= rank) {
        double stepsEnd = (i + 1) / (double) STEPS_PER_MILLI;
        return Math.min(stepsEnd, longest.get() / 1e6);
      }
    }
    return longest.get() / 1e6;
  }
}
