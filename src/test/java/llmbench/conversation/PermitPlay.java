package llmbench.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import llmbench.timeline.FaultKind;

/**
 * The play of vLLM's Rust client: all conversations begin at once, and a turn waits until fewer
 * requests than allowed are in flight; whoever waits longest goes next. So the first turns of all
 * go before any second one, where more conversations begin than there are places. Between an answer
 * and the next turn its user waits, and takes no place meanwhile. A turn that fails ends its
 * conversation.
 *
 * <p>Source: {@code run_multi_turn_benchmark} and {@code run_conversation} in {@code
 * rust/src/bench/src/multi_turn.rs} of vLLM 0.33.
 */
public final class PermitPlay implements Play {

  /**
   * How much is played.
   *
   * @param conversations how many there are at most
   * @param places the most requests in flight
   * @param delayNanos between an answer and the next turn
   */
  public record Extent(int conversations, int places, long delayNanos) {}

  private final Extent extent;
  private final Iterator<Numbered> unbegun;
  private final Deque<Playing> waiting = new ArrayDeque<>();

  private int sent;
  private int inFlight;

  /**
   * A play that hasn't begun.
   *
   * @param conversations in their order
   */
  public PermitPlay(Extent extent, Iterator<Numbered> conversations) {
    this.extent = extent;
    this.unbegun = conversations;
  }

  /** Whoever waits between turns waits beside those that send. */
  @Override
  public int users() {
    return extent.delayNanos() > 0
        ? extent.conversations()
        : Math.min(extent.places(), extent.conversations());
  }

  @Override
  public synchronized List<Move> begin(long nowNanos) {
    return sendNext();
  }

  /** As many as there are places for. */
  private List<Move> sendNext() {
    List<Move> moves = new ArrayList<>();
    while (inFlight < extent.places() && (unbegun.hasNext() || !waiting.isEmpty())) {
      inFlight++;
      moves.add(send(unbegun.hasNext() ? Playing.begun(unbegun.next()) : waiting.remove()));
    }
    return moves;
  }

  private Move send(Playing playing) {
    return playing.send(sent++, 0, new End(playing));
  }

  private synchronized List<Move> behind(Playing playing, Answer answer, long nowNanos) {
    inFlight--;
    Playing then = playing.answered(answer);
    if (then.conversation().next().isEmpty()) {
      return sendNext();
    }
    if (extent.delayNanos() == 0) {
      waiting.add(then);
      return sendNext();
    }
    // Its place is taken before it waits.
    List<Move> moves = sendNext();
    long until = nowNanos + extent.delayNanos();
    moves.add(new Move.Wait(until, now -> waited(then.waiting(extent.delayNanos()))));
    return moves;
  }

  private synchronized List<Move> waited(Playing playing) {
    waiting.add(playing);
    return sendNext();
  }

  private synchronized List<Move> failed() {
    inFlight--;
    return sendNext();
  }

  @Override
  public boolean isCut() {
    return false;
  }

  /** Behind a turn. */
  private final class End implements Move.Send.End {

    private final Playing playing;

    End(Playing playing) {
      this.playing = playing;
    }

    @Override
    public List<Move> answered(Answer answer, long nowNanos) {
      return behind(playing, answer, nowNanos);
    }

    /** Nothing more of that conversation is sent. */
    @Override
    public List<Move> failed(FaultKind why, long nowNanos) {
      return PermitPlay.this.failed();
    }
  }
}
