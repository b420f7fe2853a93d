package llmbench.injection;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Who of those with a time of their own is sent, and when. A place is that of the plan, from 0. Any
 * thread; to an event loop it is a few counters.
 */
interface Departures {

  /** Is told once what becomes of it, by whoever has made it so; to return at once. */
  interface Traveller {

    /**
     * May be sent.
     *
     * @param admittedNanos when there was room, a stamp of the clock; null where there was at once
     */
    void go(@Nullable Long admittedNanos);

    /** Is not sent. */
    void stay();
  }

  /** The schedule begins; its times are counted from here. */
  default void begin(long zeroNanos) {}

  /** Its request is made; its time may be still to come. */
  default void ready(int place, Traveller traveller) {}

  /** Its time has come. */
  void due(int place, Traveller traveller);

  /** Time has passed: somebody else's may be over. */
  default void look() {}

  /** One that was let go is over. */
  void over();

  /** Whether nobody is to be started any more whose time is still to come. */
  boolean isOver();

  /** When there is to be a {@link #look}, whatever happens; empty for not, or not yet. */
  default OptionalLong deadlineNanos() {
    return OptionalLong.empty();
  }

  /** Whether one may be sent before its time, so that it is to be there. */
  default boolean mayGoEarly() {
    return false;
  }
}
