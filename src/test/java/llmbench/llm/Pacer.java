package llmbench.llm;

import io.gatling.javaapi.core.Session;
import org.jspecify.annotations.Nullable;

/**
 * Says when a request is sent that is made already: at its time, or when there is room for it. All
 * of it is called on the user's event loop, and is to return at once.
 */
public interface Pacer {

  /**
   * A user has a request ready.
   *
   * @param ready sends it; to be told once, now or later, on the user's event loop. Of a run that
   *     is stopped it may be forgotten
   */
  void ready(Session session, Ready ready);

  /** A request that was sent is over. */
  void over(Session session);

  /** What may be done with it. */
  interface Ready {

    /**
     * Sends it.
     *
     * @param plannedNanos when it should have been: a stamp of {@link System#nanoTime()}
     * @param admittedNanos when there was room for it; null where none was needed
     */
    void send(long plannedNanos, @Nullable Long admittedNanos);

    /** Lets its user go on without sending it. */
    void leave();
  }
}
