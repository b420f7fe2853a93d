package llmbench.injection.testing;

import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that goes from one event to the next; those of one moment come as they were ordered. */
public final class VirtualTime {

  private final long beginNanos;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::nanos).thenComparing(Event::number));
  private long nowNanos;
  private long number;

  private record Event(long nanos, long number, Runnable work) {}

  /** A clock that stands there. */
  public VirtualTime(long beginNanos) {
    this.beginNanos = beginNanos;
    nowNanos = beginNanos;
  }

  /** What it shows: a stamp. */
  public long now() {
    return nowNanos;
  }

  /** How far it has gone. */
  public long sinceBegin() {
    return nowNanos - beginNanos;
  }

  /** Orders something, this much later. */
  public void in(long nanos, Runnable work) {
    events.add(new Event(nowNanos + nanos, number++, work));
  }

  /** Until nothing is ordered any more; the clock stands at the last event then. */
  public void run() {
    while (!events.isEmpty()) {
      Event next = events.remove();
      nowNanos = next.nanos();
      next.work().run();
    }
  }
}
