package llmbench.conversation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import llmbench.timeline.FaultKind;

/**
 * The play of vLLM's script: clients take conversations from one queue, each holds some of them,
 * and sends one turn after the other, of the conversation that was not sent for longest. All its
 * rules are the script's, the odd ones as well:
 *
 * <ul>
 *   <li>a client that finds the queue empty is done, whatever turns its conversations have left;
 *   <li>the first client that is done ends the others behind their requests in flight, unless that
 *       is switched off;
 *   <li>a turn that was refused, or answered without text, ends its conversation; one that broke
 *       ends its client as well;
 *   <li>the warm-up step plays the first turn of each conversation, by the same clients, one each
 *       at a time; those that were answered go on from there, in the order in which they were.
 * </ul>
 *
 * <p>In the script clients are processes, of which any may be first; here the client with the
 * smaller number is where both come at one time.
 *
 * <p>Source: {@code client_main} and {@code main_mp} of benchmark_serving_multi_turn.py.
 */
public final class ClientsPlay implements Play {

  /** What ends a conversation and leaves its client: status and stream are whole. */
  private static final Set<FaultKind> REFUSED =
      EnumSet.of(FaultKind.HTTP_STATUS, FaultKind.REDIRECT, FaultKind.EMPTY, FaultKind.NO_OUTPUT);

  /**
   * How much is played.
   *
   * @param clients who play at once
   * @param activeEach the most conversations that a client has begun and not ended
   * @param requestsEach the most requests of a client; empty for no limit
   * @param messages behind which a conversation ends, answers counted; empty for its own end
   * @param warmsUp whether the first turns go first
   * @param stopsEarly whether a client that is done ends the others
   * @param retries how often a failed turn is sent again
   * @param ratePerSecond of each client; 0 for no pauses
   * @param drawn whether a client draws which of its conversations goes on
   */
  public record Extent(
      int clients,
      int activeEach,
      OptionalInt requestsEach,
      OptionalInt messages,
      boolean warmsUp,
      boolean stopsEarly,
      int retries,
      double ratePerSecond,
      boolean drawn) {

    /** The first turns alone. */
    Extent warmUp() {
      return new Extent(
          clients, 1, requestsEach, OptionalInt.of(1), false, false, retries, ratePerSecond, drawn);
    }
  }

  /** What a client draws, from generators of its own. */
  public interface Draws {

    /** A place in a list of so many. */
    int place(int of);

    /** Seconds of this mean, as of a Poisson process. */
    double pauseSeconds(double meanSeconds);

    /** By which share a wait is longer. */
    double jitter();
  }

  private final Extent extent;
  private final IntFunction<Draws> draws;
  private ClientsPhase phase;
  private int sent;

  /**
   * A play that hasn't begun.
   *
   * @param conversations in their order
   * @param draws of a client by its number, begun anew at each call
   */
  public ClientsPlay(Extent extent, Iterator<Numbered> conversations, IntFunction<Draws> draws) {
    this.extent = extent;
    this.draws = draws;
    phase =
        extent.warmsUp()
            ? phase(extent.warmUp(), new Begun(conversations, true), false)
            : phase(extent, new Begun(conversations, false), true);
  }

  private ClientsPhase phase(Extent of, Iterator<Playing> all, boolean isMeasured) {
    return new ClientsPhase(of, all, draws, new Surrounding(), isMeasured);
  }

  @Override
  public int users() {
    return extent.clients();
  }

  @Override
  public boolean isCut() {
    return false;
  }

  @Override
  public synchronized List<Move> begin(long nowNanos) {
    return behind(phase.begin());
  }

  /** The measured phase begins when the last client of the warm-up step is done. */
  private List<Move> behind(List<Move> moves) {
    if (phase.isMeasured() || !phase.isOver()) {
      return moves;
    }
    phase = phase(extent, phase.finished().stream().map(Playing::measured).iterator(), true);
    List<Move> all = new ArrayList<>(moves);
    all.addAll(phase.begin());
    return all;
  }

  /** Whether that ends a conversation alone, and not its client. */
  static boolean isRefusal(FaultKind why) {
    return REFUSED.contains(why);
  }

  /** What a phase needs of the play. */
  final class Surrounding {

    /** The number of a request that is sent now. */
    int number() {
      return sent++;
    }

    /** A move that waits. */
    Move.Wait wait(long untilNanos, Move.Wait.Then then) {
      return new Move.Wait(
          untilNanos,
          now -> {
            synchronized (ClientsPlay.this) {
              return behind(then.at(now));
            }
          });
    }

    /** What comes behind a request, one at a time. */
    Move.Send.End end(Move.Send.End end) {
      return new Move.Send.End() {
        @Override
        public List<Move> answered(Answer answer, long nowNanos) {
          synchronized (ClientsPlay.this) {
            return behind(end.answered(answer, nowNanos));
          }
        }

        @Override
        public List<Move> failed(FaultKind why, long nowNanos) {
          synchronized (ClientsPlay.this) {
            return behind(end.failed(why, nowNanos));
          }
        }
      };
    }
  }

  /** Conversations, begun as they are taken. */
  private record Begun(Iterator<Numbered> all, boolean asWarmUp) implements Iterator<Playing> {

    @Override
    public boolean hasNext() {
      return all.hasNext();
    }

    @Override
    public Playing next() {
      Numbered next = all.next();
      return Playing.begun(new Numbered(next.number(), asWarmUp, next.conversation()));
    }
  }
}
