package llmbench.recorder;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import llmbench.timeline.RequestRecord;

/**
 * The requests that were sent and are not finished: what a run that is stopped would leave out of
 * its record. Any thread; to an event loop it is an entry of a map.
 */
public final class InFlight<R extends InFlight.Request> {

  private final Map<Integer, R> requests = new ConcurrentHashMap<>();
  private final CountDownLatch empty = new CountDownLatch(1);
  private volatile boolean interrupting;

  /** A request in flight. */
  public interface Request {

    /** Has it end soon, so that {@link InFlight#finished} is told. */
    void interrupt();

    /** Its record if it doesn't: all that is known without its event loop. */
    RequestRecord asInterrupted();
  }

  /** A request is sent. */
  public void started(int index, R request) {
    requests.put(index, request);
    if (interrupting) {
      request.interrupt();
    }
  }

  /** A request is finished, and recorded. */
  public void finished(int index) {
    requests.remove(index);
    if (interrupting && requests.isEmpty()) {
      empty.countDown();
    }
  }

  /** How many requests are in flight. */
  public int count() {
    return requests.size();
  }

  /** The requests that are in flight now, in no order. */
  public List<R> requests() {
    return List.copyOf(requests.values());
  }

  /**
   * Interrupts all requests, and any that is started later, and waits until they are finished.
   *
   * @param most how long to wait
   * @return those that are not finished by then, which can't be any more
   */
  public List<R> interrupt(Duration most) {
    interrupting = true;
    requests.values().forEach(Request::interrupt);
    if (requests.isEmpty()) {
      return List.of();
    }
    try {
      if (empty.await(most.toNanos(), TimeUnit.NANOSECONDS)) {
        return List.of();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.copyOf(requests.values());
  }
}
