package llmbench.recorder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import llmbench.timeline.RequestRecord;

/**
 * The requests that were sent and are not finished: what a run that is stopped would leave out of
 * its record. Any thread; to an event loop it is an entry of a map.
 *
 * <p>Each request is claimed once: by its own end, or by the interruption that has waited for it
 * long enough. Whoever has claimed it records it, so it is recorded exactly once.
 */
public final class InFlight<R extends InFlight.Request> {

  private final Map<Integer, Entry<R>> requests = new ConcurrentHashMap<>();
  private final CountDownLatch empty = new CountDownLatch(1);
  private volatile boolean interrupting;

  /** A request in flight. */
  public interface Request {

    /** Has it end soon, so that {@link InFlight#finished} is told. */
    void interrupt();

    /** Its record if it doesn't: all that is known without its event loop. */
    RequestRecord asInterrupted();
  }

  /** A request, and whether somebody has seen to its record. */
  private record Entry<R>(R request, AtomicBoolean claimed) {

    boolean claim() {
      return claimed.compareAndSet(false, true);
    }
  }

  /** A request is sent. */
  public void started(int index, R request) {
    requests.put(index, new Entry<>(request, new AtomicBoolean()));
    if (interrupting) {
      request.interrupt();
    }
  }

  /**
   * A request is finished.
   *
   * @param record has it recorded; called at once, and only where that wasn't done already, since
   *     the request was handed back by {@link #interrupt}. Whoever waits there waits for it, too.
   * @return whether it was called
   */
  public boolean finished(int index, Runnable record) {
    Entry<R> entry = requests.get(index);
    if (entry == null || !entry.claim()) {
      return false;
    }
    try {
      record.run();
    } finally {
      requests.remove(index);
      if (interrupting && requests.isEmpty()) {
        empty.countDown();
      }
    }
    return true;
  }

  /** How many requests are in flight. */
  public int count() {
    return requests.size();
  }

  /** The requests that are in flight now, in no order. */
  public List<R> requests() {
    return requests.values().stream().map(Entry::request).toList();
  }

  /**
   * Interrupts all requests, and any that is started later, and waits until they are finished.
   *
   * @param most how long to wait
   * @return those that are not finished by then: what they come to later is not recorded any more
   */
  public List<R> interrupt(Duration most) {
    interrupting = true;
    requests.values().forEach(entry -> entry.request().interrupt());
    if (isEmptyWithin(most)) {
      return List.of();
    }
    List<R> left = new ArrayList<>();
    requests.forEach(
        (index, entry) -> {
          if (entry.claim()) {
            left.add(entry.request());
            requests.remove(index);
          }
        });
    // Those that are being recorded just now by their own end.
    var unused = isEmptyWithin(most);
    return left;
  }

  private boolean isEmptyWithin(Duration most) {
    if (requests.isEmpty()) {
      return true;
    }
    try {
      return empty.await(most.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
