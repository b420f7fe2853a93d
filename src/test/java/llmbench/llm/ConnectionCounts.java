package llmbench.llm;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import llmbench.timeline.Connections;

/** Counts the connections of all event loops. Any thread. */
final class ConnectionCounts {

  /** Gatling's users have ids from 1 on, and -1 is that of connections that all share. */
  private static final long FIRST_ID = -2;

  private final int mostSpare;
  private final AtomicLong nextId = new AtomicLong(FIRST_ID);
  private final AtomicInteger free = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final AtomicInteger openedAhead = new AtomicInteger();
  private final AtomicInteger waited = new AtomicInteger();

  /**
   * None so far.
   *
   * @param mostSpare while so many are free, or about to be, no more are opened ahead
   */
  ConnectionCounts(int mostSpare) {
    this.mostSpare = mostSpare;
  }

  /** An id for one more slot, by which Gatling keeps its connection. */
  long nextId() {
    return nextId.getAndDecrement();
  }

  /** Whether another may be opened ahead. */
  boolean hasRoom() {
    return free.get() < mostSpare;
  }

  /** Takes the room for another that is opened ahead, if there is any; it counts as free. */
  boolean reserve() {
    if (free.incrementAndGet() <= mostSpare) {
      return true;
    }
    free.decrementAndGet();
    return false;
  }

  void free(int more) {
    free.addAndGet(more);
  }

  void opened() {
    int now = open.incrementAndGet();
    mostOpen.accumulateAndGet(now, Math::max);
  }

  void closed() {
    open.decrementAndGet();
  }

  void openedAhead() {
    openedAhead.incrementAndGet();
  }

  /** A request had to connect. */
  void waited() {
    waited.incrementAndGet();
  }

  Connections account() {
    return new Connections(mostOpen.get(), openedAhead.get(), waited.get());
  }
}
