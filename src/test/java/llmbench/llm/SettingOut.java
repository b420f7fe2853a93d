package llmbench.llm;

import io.netty.channel.Channel;
import llmbench.timeline.Departure;

/**
 * How one request sets out: when it was to, over whose connection, and how long it took to have
 * that. On the user's event loop.
 */
final class SettingOut {

  private final Departure planned;
  private final Slot slot;

  /** Within the call that sends it: who has a connection then had it before. */
  private boolean sending;

  private boolean connected;
  private long connectNanos;

  SettingOut(Departure planned, Slot slot) {
    this.planned = planned;
    this.slot = slot;
  }

  /** Gatling's id of where its connection is kept. */
  long clientId() {
    return slot.clientId();
  }

  /** Sends it, which is a call of Gatling's client. */
  void send(Runnable call) {
    sending = true;
    try {
      call.run();
    } finally {
      sending = false;
    }
  }

  /** A connection is taken or opened, another one if it is sent again. */
  void begin() {
    connected = false;
    connectNanos = 0;
  }

  /**
   * It is about to be written.
   *
   * @param isNew whether nothing of ours went over this connection before
   * @param sentNanos when it was sent
   */
  void on(Channel connection, boolean isNew, long sentNanos) {
    slot.on(connection);
    connected = true;
    connectNanos = isNew && !sending ? System.nanoTime() - sentNanos : 0;
  }

  /** It is over: its connection is for the next one. */
  Departure end() {
    // Who never had one would have had to connect, and could not.
    slot.over(!connected || connectNanos > 0);
    return planned.connectedIn(connectNanos);
  }
}
