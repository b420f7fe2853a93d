package llmbench.injection;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many be in flight at once; who has to wait waits in the order of the plan, not in that in
 * which event loops happen to wake. Any thread.
 */
final class Admission {

  private final LongSupplier nanoClock;
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Waiting::place));
  private int free;

  private record Waiting(long place, Entrant entrant) {}

  /** Wants to be let in. */
  interface Entrant {

    /**
     * Is in; called once, by whoever made room, and to return at once.
     *
     * @param admittedNanos when there was room, a stamp of the clock; null where there was at once
     */
    void admitted(@Nullable Long admittedNanos);
  }

  /** So many at once, at least one. */
  Admission(int most, LongSupplier nanoClock) {
    this.free = most;
    this.nanoClock = nanoClock;
  }

  /**
   * Lets it in, now or when there is room.
   *
   * @param place in the plan
   */
  void enter(long place, Entrant entrant) {
    synchronized (this) {
      if (free == 0) {
        waiting.add(new Waiting(place, entrant));
        return;
      }
      free--;
    }
    entrant.admitted(null);
  }

  /** One that was let in is over. */
  void over() {
    Waiting next = next();
    if (next != null) {
      next.entrant().admitted(nanoClock.getAsLong());
    }
  }

  private synchronized @Nullable Waiting next() {
    Waiting next = waiting.poll();
    if (next == null) {
      free++;
    }
    return next;
  }
}
