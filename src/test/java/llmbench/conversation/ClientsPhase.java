package llmbench.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import llmbench.conversation.ClientsPlay.Draws;
import llmbench.conversation.ClientsPlay.Extent;
import llmbench.timeline.FaultKind;

/**
 * One go of a {@link ClientsPlay} through conversations: the warm-up step, or what is measured.
 * Whoever calls holds the play's lock.
 */
final class ClientsPhase {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Extent extent;
  private final Iterator<Playing> queue;
  private final IntFunction<Draws> draws;
  private final ClientsPlay.Surrounding around;
  private final boolean isMeasured;

  private final List<Playing> finished = new ArrayList<>();
  private boolean stopped;
  private int done;

  /**
   * One that hasn't begun.
   *
   * @param queue of conversations, in order
   * @param isMeasured whether it is no warm-up step
   */
  ClientsPhase(
      Extent extent,
      Iterator<Playing> queue,
      IntFunction<Draws> draws,
      ClientsPlay.Surrounding around,
      boolean isMeasured) {
    this.extent = extent;
    this.queue = queue;
    this.draws = draws;
    this.around = around;
    this.isMeasured = isMeasured;
  }

  boolean isMeasured() {
    return isMeasured;
  }

  /** Whether all clients are done. */
  boolean isOver() {
    return done == extent.clients();
  }

  /** Conversations that came to their end, in that order, as they were then. */
  List<Playing> finished() {
    return finished;
  }

  List<Move> begin() {
    List<Move> moves = new ArrayList<>();
    for (int i = 0; i < extent.clients(); i++) {
      moves.addAll(new Client(draws.apply(i)).next());
    }
    return moves;
  }

  /** One of those that send. */
  private final class Client {

    private final Draws own;
    private final Map<Integer, Playing> active = new LinkedHashMap<>();

    /** Numbers of the active ones: the last goes next, and one that was sent becomes the first. */
    private final Deque<Integer> order = new ArrayDeque<>();

    private int turns;

    Client(Draws own) {
      this.own = own;
    }

    /** Its next turn; none where it is done. */
    List<Move> next() {
      boolean isAtLimit =
          extent.requestsEach().isPresent() && turns == extent.requestsEach().getAsInt();
      if (isAtLimit || stopped || !fill() || active.isEmpty()) {
        return end();
      }
      return List.of(send(pick(), 0));
    }

    /** Whether the queue had as many conversations as there is room for. */
    private boolean fill() {
      while (active.size() < extent.activeEach()) {
        if (!queue.hasNext()) {
          return false;
        }
        Playing taken = queue.next();
        // One of a single turn was over behind the warm-up step.
        if (taken.conversation().next().isPresent()) {
          active.put(taken.number(), taken);
          order.addLast(taken.number());
        }
      }
      return true;
    }

    private List<Move> end() {
      done++;
      stopped |= extent.stopsEarly();
      return List.of();
    }

    private Playing pick() {
      int number =
          extent.drawn()
              ? List.copyOf(active.keySet()).get(own.place(active.size()))
              : order.removeLast();
      return Objects.requireNonNull(active.get(number));
    }

    /**
     * Sends a turn.
     *
     * @param attempts how often it was sent before
     */
    private Move send(Playing playing, int attempts) {
      Move.Send.End end =
          new Move.Send.End() {
            @Override
            public List<Move> answered(Answer answer, long nowNanos) {
              goOn(playing.answered(answer));
              return pause(nowNanos);
            }

            @Override
            public List<Move> failed(FaultKind why, long nowNanos) {
              return attempts < extent.retries()
                  ? List.of(again(playing, attempts, nowNanos))
                  : broken(playing, why, nowNanos);
            }
          };
      return playing.send(around.number(), 0, around.end(end));
    }

    private void goOn(Playing then) {
      turns++;
      int said = 2 * (then.turn() - 1);
      boolean isOver =
          then.conversation().next().isEmpty()
              || (extent.messages().isPresent() && said >= extent.messages().getAsInt());
      if (isOver) {
        active.remove(then.number());
        finished.add(then);
      } else {
        active.put(then.number(), then);
        if (!extent.drawn()) {
          order.addFirst(then.number());
        }
      }
    }

    /** {@code exponential_backoff_sleep}. */
    private Move again(Playing playing, int attempts, long nowNanos) {
      double seconds = Math.pow(2, attempts) * (1 + own.jitter());
      return around.wait(nowNanos + nanos(seconds), now -> List.of(send(playing, attempts + 1)));
    }

    private List<Move> broken(Playing playing, FaultKind why, long nowNanos) {
      turns++;
      active.remove(playing.number());
      return ClientsPlay.isRefusal(why) ? pause(nowNanos) : end();
    }

    /** {@code poisson_sleep}, which doesn't look at how long the request took. */
    private List<Move> pause(long nowNanos) {
      double rate = extent.ratePerSecond();
      return rate > 0
          ? List.of(around.wait(nowNanos + nanos(own.pauseSeconds(1.0 / rate)), now -> next()))
          : next();
    }

    private static long nanos(double seconds) {
      return Math.round(seconds * NANOS_PER_SECOND);
    }
  }
}
