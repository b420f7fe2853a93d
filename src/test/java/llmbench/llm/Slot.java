package llmbench.llm;

import io.netty.channel.Channel;

/**
 * Where Gatling's client keeps the open connection of one request at a time: it keeps them by ids,
 * and by event loops. On the event loop.
 */
interface Slot {

  /** Gatling's id of it: another in each slot of an event loop. */
  long clientId();

  /** A request is about to be written on this connection, which is the slot's from now on. */
  default void on(Channel connection) {}

  /**
   * The request is over.
   *
   * @param hadToConnect whether no open connection was there for it
   */
  default void over(boolean hadToConnect) {}

  /** As Gatling has it: each user has connections of its own. */
  static Slot ofUser(long userId) {
    return () -> userId;
  }
}
