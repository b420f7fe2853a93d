package llmbench.injection;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.dataset.Prompt;
import org.jspecify.annotations.Nullable;

/**
 * The prompts in dataset order, behind those that aren't measured, for many users to take from:
 * each is taken once. Thread-safe.
 */
final class PromptQueue {

  private final List<Prompt> warmUps;
  private final List<Prompt> prompts;
  private final AtomicInteger next = new AtomicInteger();

  private final Gate gate;
  private final @Nullable TimedLoop loop;

  PromptQueue(List<Prompt> prompts, Gate gate) {
    this(List.of(), prompts, gate, Optional.empty());
  }

  /**
   * A queue.
   *
   * @param warmUps aren't measured, and go first, so that there is no gap behind them
   * @param loop says until where the queue goes, where that isn't the gate's to say
   */
  PromptQueue(List<Prompt> warmUps, List<Prompt> prompts, Gate gate, Optional<TimedLoop> loop) {
    this.warmUps = List.copyOf(warmUps);
    this.prompts = List.copyOf(prompts);
    this.gate = gate;
    this.loop = loop.orElse(null);
  }

  /** The next prompt; null when all are taken, or no more may be sent. */
  @Nullable Turn take() {
    if (next.get() >= size() || !letsPass(next.get())) {
      return null;
    }
    int place = next.getAndIncrement();
    return place < size() && isLetThrough(place) ? turn(place) : null;
  }

  /** Whether anybody may take one; warm-up requests are none of the gate's business. */
  private boolean letsPass(int place) {
    if (loop != null) {
      loop.begin(loop.nowNanos());
      return gate.letsIn();
    }
    return place < warmUps.size() ? !gate.isClosed() : gate.letsPass();
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

  private Turn turn(int place) {
    int measured = place - warmUps.size();
    return measured < 0
        ? new Turn(warmUps.get(place), place, true)
        : new Turn(prompts.get(measured), place, false);
  }

  /** One that was taken is over. */
  void over() {
    if (loop != null) {
      loop.over();
    }
  }

  private int size() {
    return warmUps.size() + prompts.size();
  }
}
