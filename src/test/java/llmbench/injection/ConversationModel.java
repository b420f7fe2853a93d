package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.exec.Executable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import llmbench.conversation.Move;
import llmbench.conversation.Play;
import org.jspecify.annotations.Nullable;

/**
 * Conversations as a {@link Play} says: it has as many users as moves can be under way at once, and
 * each of them waits or sends as its move says, and then takes the next. What a turn says depends
 * on the answer before, so it is made when it is its turn.
 */
public final class ConversationModel implements AtOnce, AutoCloseable {

  private final Play play;
  private final Rules rules;
  private final Gate gate;
  private final StartTime start;
  private final Moves moves;
  private final Waits waits = new Waits();
  private final Function<Move.Send, ReadyPrompt> requests;
  private final PlayThread thread = new PlayThread();

  /**
   * The rules of a run.
   *
   * @param answers which answers a conversation goes on behind
   * @param duration by which the play begins no conversation any more; empty where it knows none
   */
  public record Rules(AnswerRule answers, Optional<Duration> duration) {}

  /**
   * A model of a play.
   *
   * @param requests makes a turn's request
   * @param gate no turn is sent any more once it is closed, except by the duration
   * @param start before it nothing begins
   * @param onOver is called once, when nobody has a move any more; maybe on an event loop
   */
  public ConversationModel(
      Play play,
      Function<Move.Send, ReadyPrompt> requests,
      Rules rules,
      Gate gate,
      StartTime start,
      Runnable onOver) {
    this.play = play;
    this.rules = rules;
    this.gate = gate;
    this.start = start;
    moves = new Moves(onOver);
    this.requests = requests;
  }

  /** The population that plays it, while the gate lets it. */
  @Override
  public PopulationBuilder population(String name, Executable warmUp, Executable request) {
    TakeTurn take = new TakeTurn(this);
    return new UsersAtOnce(play.users())
        .population(
            name,
            warmUp,
            start.await().exec(take).exec(asLongAs(UserPrompt::isIn).on(exec(request).exec(take))));
  }

  /** Whether conversations that have begun when the time is over are played to their end. */
  public boolean finishesConversations() {
    return play.finishesConversations();
  }

  AnswerRule rule() {
    return rules.answers();
  }

  Waits waits() {
    return waits;
  }

  /** A user's first move; told on another thread, or at once where there is none. */
  void first(Moves.Taker taker) {
    thread.run(
        () -> {
          moves.first(() -> said(play::begin), taker);
          noteCut();
        },
        () -> taker.take(null));
  }

  /**
   * A user has done its move; the next is told on another thread, or at once where there is none.
   *
   * @param behind what comes behind it
   */
  void done(LongFunction<List<Move>> behind, Moves.Taker taker) {
    thread.run(
        () -> {
          moves.done(said(behind), taker);
          noteCut();
          if (play.isCut()) {
            rules.duration().map(Gate::timeIsOver).ifPresent(gate::close);
          }
        },
        () -> taker.take(null));
  }

  /**
   * A turn's request, for whom it is.
   *
   * @param taker has it on another thread; null where it isn't to be sent
   */
  void make(Move.Send turn, Consumer<@Nullable ReadyPrompt> taker) {
    thread.run(
        () -> {
          ReadyPrompt made = made(turn);
          if (made == null) {
            moves.dropped();
          }
          taker.accept(made);
        },
        () -> taker.accept(null));
  }

  private @Nullable ReadyPrompt made(Move.Send turn) {
    if (!gate.letsIn()) {
      giveUp();
      return null;
    }
    try {
      return requests.apply(turn);
    } catch (RuntimeException | Error e) {
      fail(e);
      return null;
    }
  }

  /** What the play says now. Conversations that are made meanwhile may fail. */
  private List<Move> said(LongFunction<List<Move>> asked) {
    try {
      return asked.apply(System.nanoTime());
    } catch (RuntimeException | Error e) {
      fail(e);
      return List.of();
    }
  }

  private void noteCut() {
    if (moves.isCut()) {
      gate.turnsAway();
    }
  }

  private void fail(Throwable e) {
    gate.close(Gate.unmade("turns", e.getMessage() == null ? e.toString() : e.getMessage()));
    gate.turnsAway();
    giveUp();
  }

  /** Nothing more is sent, and nobody waits for what would have been. Any thread. */
  public void giveUp() {
    moves.end();
    noteCut();
    waits.end();
  }

  /** Whether nobody waits for somebody who could send its turn. */
  public boolean isNobodyWaiting() {
    return moves.isNoneLeft();
  }

  @Override
  public void close() {
    giveUp();
    thread.close();
  }
}
