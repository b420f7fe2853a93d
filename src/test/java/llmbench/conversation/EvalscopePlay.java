package llmbench.conversation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongFunction;
import llmbench.timeline.FaultKind;
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
 * conversation is claimed, and never else: those that have begun are played to their end. All that
 * is drawn is drawn in the order of the calls.
 *
 * <p>Source: {@code evalscope/perf/core/strategies/multi_turn.py} of 1.14.1.
 */
public final class EvalscopePlay implements Play {

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * How much is played.
   *
   * @param workers who play at once
   * @param mostTurns where a conversation ends though it could go on; empty for its own end
   * @param durationNanos how long measured conversations are begun; empty for all of them
   */
  public record Extent(int workers, OptionalInt mostTurns, OptionalLong durationNanos) {}

  /**
   * What is drawn while it is played, from generators that nothing else draws from meanwhile.
   *
   * @param pauseSeconds before a turn; null where there is no rate
   * @param maxTokens of a request's answer
   */
  public record Draws(@Nullable DoubleSupplier pauseSeconds, IntSupplier maxTokens) {}

  private final Extent extent;
  private final Iterator<Numbered> conversations;
  private final Draws draws;

  private int claimed;
  private int sent;
  private boolean cut;
  private @Nullable Long deadlineNanos;

  /**
   * A play that hasn't begun.
   *
   * @param conversations all that are claimed, in that order: warm-up ones first
   */
  public EvalscopePlay(Extent extent, Iterator<Numbered> conversations, Draws draws) {
    this.extent = extent;
    this.conversations = conversations;
    this.draws = draws;
  }

  @Override
  public int users() {
    return extent.workers();
  }

  @Override
  public synchronized List<Move> begin(long nowNanos) {
    List<Move> all = new ArrayList<>();
    for (int worker = 0; worker < extent.workers(); worker++) {
      all.addAll(next(nowNanos));
    }
    return all;
  }

  /** A worker's next conversation. */
  private List<Move> next(long nowNanos) {
    while (true) {
      Playing playing = claim(nowNanos);
      if (playing == null) {
        return List.of();
      }
      if (hasTurn(playing)) {
        return List.of(turn(playing, nowNanos));
      }
    }
  }

  private @Nullable Playing claim(long nowNanos) {
    if (!conversations.hasNext()) {
      return null;
    }
    // Warm-up ones are all claimed before there is a deadline.
    if (deadlineNanos != null && nowNanos >= deadlineNanos) {
      cut = true;
      return null;
    }
    Numbered next = conversations.next();
    claimed++;
    if (!next.isWarmUp() && deadlineNanos == null && extent.durationNanos().isPresent()) {
      deadlineNanos = nowNanos + extent.durationNanos().getAsLong();
    }
    return Playing.begun(next);
  }

  private boolean hasTurn(Playing playing) {
    boolean mayGoOn =
        extent.mostTurns().isEmpty() || playing.turn() <= extent.mostTurns().getAsInt();
    return mayGoOn && playing.conversation().next().isPresent();
  }

  private Move turn(Playing playing, long nowNanos) {
    long nanos = playing.conversation().next().orElseThrow().waitNanos();
    return nanos > 0
        ? wait(nanos, nowNanos, now -> pause(playing.waiting(nanos), now))
        : pause(playing, nowNanos);
  }

  private Move pause(Playing playing, long nowNanos) {
    DoubleSupplier pauses = draws.pauseSeconds();
    if (pauses == null) {
      return send(playing);
    }
    // A gap that rounds to nothing is still waited for: whoever waits comes behind the others.
    long nanos = Math.max(1, Math.round(pauses.getAsDouble() * NANOS_PER_SECOND));
    return wait(nanos, nowNanos, now -> send(playing.waiting(nanos)));
  }

  private Move wait(long nanos, long nowNanos, LongFunction<Move> then) {
    return new Move.Wait(nowNanos + nanos, now -> behind(then, now));
  }

  private synchronized List<Move> behind(LongFunction<Move> then, long nowNanos) {
    return List.of(then.apply(nowNanos));
  }

  private Move send(Playing playing) {
    return playing.send(sent++, draws.maxTokens().getAsInt(), new End(playing));
  }

  private synchronized List<Move> answered(Playing playing, Answer answer, long nowNanos) {
    Playing then = playing.answered(answer);
    return hasTurn(then) ? List.of(turn(then, nowNanos)) : next(nowNanos);
  }

  private synchronized List<Move> failed(long nowNanos) {
    return next(nowNanos);
  }

  /** Behind a turn. */
  private final class End implements Move.Send.End {

    private final Playing playing;

    End(Playing playing) {
      this.playing = playing;
    }

    @Override
    public List<Move> answered(Answer answer, long nowNanos) {
      return EvalscopePlay.this.answered(playing, answer, nowNanos);
    }

    /** Nothing more of that conversation is sent. */
    @Override
    public List<Move> failed(FaultKind why, long nowNanos) {
      return EvalscopePlay.this.failed(nowNanos);
    }
  }

  /** How many conversations were claimed, warm-up ones among them. */
  public synchronized int claimed() {
    return claimed;
  }

  /** How many requests were sent. */
  public synchronized int sent() {
    return sent;
  }

  @Override
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
