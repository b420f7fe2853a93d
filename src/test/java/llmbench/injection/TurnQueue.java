package llmbench.injection;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Whose turn it is, where users take prompt after prompt: each is taken once. Thread-safe. */
final class TurnQueue {

  private final int warmUps;
  private final int all;
  private final Gate gate;
  private final @Nullable TimedLoop loop;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * A queue.
   *
   * @param warmUps how many of all aren't measured: they go first, so that there is no gap behind
   *     them
   * @param loop says until where the queue goes, where that isn't the gate's to say
   */
  TurnQueue(int warmUps, int all, Gate gate, Optional<TimedLoop> loop) {
    this.warmUps = warmUps;
    this.all = all;
    this.gate = gate;
    this.loop = loop.orElse(null);
  }

  /** The next prompt's; null when all are taken, or no more may be sent. */
  @Nullable Turn take() {
    if (next.get() >= all || !letsPass(next.get())) {
      return null;
    }
    int place = next.getAndIncrement();
    return place < all && isLetThrough(place)
        ? new Turn(place, place < warmUps, System.nanoTime())
        : null;
  }

  /** Whether anybody may take one; the time of the gate begins with the first measured one. */
  private boolean letsPass(int place) {
    if (loop != null) {
      loop.begin(loop.nowNanos());
    }
    return (loop != null || place < warmUps) ? gate.letsIn() : gate.letsPass();
  }

  private boolean isLetThrough(int place) {
    if (loop == null) {
      return true;
    }
    if (!loop.isMade(place)) {
      gate.turnsAway();
      return false;
    }
    loop.sent(place);
    return true;
  }

  /** One that was taken is over. */
  void over() {
    if (loop != null) {
      loop.over();
    }
  }
}
