package llmbench.llm;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many open connections an event loop should have free, by how many of its requests are, and
 * were, in flight. One thread.
 */
final class Need {

  /** Bursts come again: what the last one took is kept so long, or twice that. */
  private static final long BURSTS_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** By how much requests in flight have become more within so long, they may again. */
  private static final long RISE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** One free connection for so many that are used. */
  private static final int USED_FOR_ONE_FREE = 4;

  private final Extreme most;
  private final Extreme least;
  private int inFlight;

  Need(LongSupplier nanoClock) {
    most = new Extreme(Math::max, BURSTS_NANOS, nanoClock);
    least = new Extreme(Math::min, RISE_NANOS, nanoClock);
  }

  /** So many are in flight from now on. */
  void inFlight(int now) {
    inFlight = now;
    most.is(now);
    least.is(now);
  }

  /** So many may soon be in flight. */
  void expect(int soon) {
    most.is(soon);
    most.is(inFlight);
  }

  /** How many should be free; at least one. */
  int free() {
    int again = most.get() - inFlight;
    int rise = inFlight - least.get();
    int share = (inFlight + USED_FOR_ONE_FREE - 1) / USED_FOR_ONE_FREE;
    return Math.max(Math.max(1, share), Math.max(again, rise));
  }
}
