package llmbench.conversation;

import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * evalscope's play of conversations: so many workers, each of which claims the next conversation,
 * plays its turns one after the other, and claims another, until as many were claimed as are asked
 * for. Of each turn
 *
 * <pre>
 * it waits for the turn's tool; it pauses, where there is a rate, for a gap that is drawn there and
 * then; it sends all messages so far; what is answered stays in them
 * </pre>
 *
 * <p>The first claims are warm-up. A turn that fails ends its conversation, which is still one of
 * those asked for. A duration begins with the first measured claim and is looked at when a measured
 * conversation is claimed, and never else: those that have begun are played to their end.
 *
 * <p>Nothing but the rule: it has no clock, waits for nothing and sends nothing. A worker's own
 * place is in the {@link Playing} that it is given, and gives back when something has happened;
 * what all workers share is in here. Any thread; all that is drawn is drawn in the order of the
 * calls.
 *
 * <p>Source: {@code evalscope/perf/core/strategies/multi_turn.py} of 1.14.1.
 */
public final class EvalscopePlay {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final Move DONE = new Move.Done();

  /**
   * How much is played.
   *
   * @param warmUps how many conversations are claimed first and not measured
   * @param number how many are measured
   * @param mostTurns where a conversation ends though it could go on; empty for its own end
   * @param durationNanos how long measured conversations are begun; empty for all of them
   */
  public record Extent(
      int warmUps, int number, OptionalInt mostTurns, OptionalLong durationNanos) {}

  /**
   * What is drawn while it is played, from generators that nothing else draws from meanwhile.
   *
   * @param pauseSeconds before a turn; null where there is no rate
   * @param maxTokens of a request's answer
   */
  public record Draws(@Nullable DoubleSupplier pauseSeconds, IntSupplier maxTokens) {}

  private final Extent extent;
  private final Iterator<Conversation> conversations;
  private final Draws draws;

  private int claimed;
  private int sent;
  private boolean cut;
  private @Nullable Long deadlineNanos;

  /**
   * A play that hasn't begun.
   *
   * @param conversations in the order in which they are claimed, each with a turn at least; as many
   *     as the extent has
   */
  public EvalscopePlay(Extent extent, Iterator<Conversation> conversations, Draws draws) {
    this.extent = extent;
    this.conversations = conversations;
    this.draws = draws;
  }

  /** A worker begins. All stamps are of the same clock. */
  public synchronized Move begin(long nowNanos) {
    while (true) {
      Playing playing = claim(nowNanos);
      if (playing == null) {
        return DONE;
      }
      if (hasTurn(playing)) {
        return turn(playing);
      }
    }
  }

  /** What it waited for is over. */
  public synchronized Move waited(Playing playing) {
    return playing.stage() == Playing.Stage.TOOL ? pause(playing) : send(playing);
  }

  /** Its turn was answered. */
  public synchronized Move answered(Playing playing, Answer answer, long nowNanos) {
    Playing next = playing.answered(answer);
    return hasTurn(next) ? turn(next) : begin(nowNanos);
  }

  /** Its turn failed: nothing more of that conversation is sent. */
  public Move failed(long nowNanos) {
    return begin(nowNanos);
  }

  private @Nullable Playing claim(long nowNanos) {
    if (claimed >= extent.warmUps() + (long) extent.number()) {
      return null;
    }
    boolean isWarmUp = claimed < extent.warmUps();
    if (!isWarmUp && deadlineNanos != null && nowNanos >= deadlineNanos) {
      cut = true;
      return null;
    }
    if (!isWarmUp && deadlineNanos == null && extent.durationNanos().isPresent()) {
      deadlineNanos = nowNanos + extent.durationNanos().getAsLong();
    }
    return Playing.begun(claimed++, isWarmUp, conversations.next());
  }

  private boolean hasTurn(Playing playing) {
    boolean mayGoOn =
        extent.mostTurns().isEmpty() || playing.turn() <= extent.mostTurns().getAsInt();
    return mayGoOn && playing.conversation().next().isPresent();
  }

  private Move turn(Playing playing) {
    long nanos = playing.conversation().next().orElseThrow().waitNanos();
    return nanos > 0
        ? new Move.Wait(playing.waiting(nanos, Playing.Stage.TOOL), nanos)
        : pause(playing);
  }

  private Move pause(Playing playing) {
    DoubleSupplier pauses = draws.pauseSeconds();
    if (pauses == null) {
      return send(playing);
    }
    // A gap that rounds to nothing is still waited for: whoever waits comes behind the others.
    long nanos = Math.max(1, Math.round(pauses.getAsDouble() * NANOS_PER_SECOND));
    return new Move.Wait(playing.waiting(nanos, Playing.Stage.PAUSE), nanos);
  }

  private Move send(Playing playing) {
    Playing asking = playing.asking();
    return new Move.Send(asking, sent++, TurnRequest.of(asking, draws.maxTokens().getAsInt()));
  }

  /** How many conversations were claimed, warm-up ones among them. */
  public synchronized int claimed() {
    return claimed;
  }

  /** How many requests were sent. */
  public synchronized int sent() {
    return sent;
  }

  /** Whether the duration has kept conversations from being begun. */
  public synchronized boolean isCut() {
    return cut;
  }

  /** The end of the duration, once it has begun. */
  public synchronized OptionalLong deadlineNanos() {
    return deadlineNanos == null ? OptionalLong.empty() : OptionalLong.of(deadlineNanos);
  }

  /**
   * What is to be said before it begins: measured conversations that begin beside none of the
   * warm-up ones. Empty where there is nothing.
   *
   * @param workers how many there are
   */
  public static Optional<String> caution(int workers, int warmUps) {
    if (workers <= 1 || warmUps >= workers) {
      return Optional.empty();
    }
    return Optional.of(
        warmUps <= 0
            ? ("No conversation goes first as warm-up, so the first measured ones may meet an idle"
                    + " server; --warmup-num %,d or more covers all that begin together.")
                .formatted(workers)
            : ("Only %,d of the %,d conversations that begin together are warm-up; --warmup-num"
                    + " %,d or more covers all of them.")
                .formatted(warmUps, workers, workers));
  }
}
