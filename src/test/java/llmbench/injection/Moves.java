package llmbench.injection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import llmbench.conversation.Move;
import org.jspecify.annotations.Nullable;

/**
 * The moves of a play, dealt out to users. Each move is one user's, who goes on with what comes
 * behind it; of several the others go to whoever has none. Who has none waits, without a thread,
 * for as long as anybody has one. Thread-safe.
 */
final class Moves {

  /** A user that has nothing to do. */
  interface Taker {

    /**
     * Has a move: at once, on the thread that asked, or later, on that of another user.
     *
     * @param move null where there is none, and none will come
     */
    void take(@Nullable Move move);
  }

  private final Runnable onOver;

  // Guarded by this, as all that follows.
  private final Deque<Move> left = new ArrayDeque<>();
  private final Deque<Taker> idle = new ArrayDeque<>();
  private int underWay;
  private boolean begun;
  private boolean over;
  private boolean cut;

  /**
   * Those of a play that hasn't begun.
   *
   * @param onOver is called once, when no user has a move any more
   */
  Moves(Runnable onOver) {
    this.onOver = onOver;
  }

  /**
   * A user's first move.
   *
   * @param beginning all that the play begins with; is asked for by the first user
   */
  void first(Supplier<List<Move>> beginning, Taker taker) {
    deal(taker, begun(beginning));
  }

  private synchronized List<Move> begun(Supplier<List<Move>> beginning) {
    cut |= over && !begun;
    if (begun || over) {
      return List.of();
    }
    begun = true;
    List<Move> moves = beginning.get();
    underWay = moves.size();
    return moves;
  }

  /**
   * A user has done its move.
   *
   * @param then what comes behind it
   */
  void done(List<Move> then, Taker taker) {
    synchronized (this) {
      cut |= over && !then.isEmpty();
      underWay += over ? 0 : then.size() - 1;
    }
    deal(taker, then);
  }

  /** Nobody gets a move any more, and whoever waits for one goes on without. */
  void end() {
    List<Taker> all;
    boolean ends;
    synchronized (this) {
      ends = !over;
      over = true;
      cut |= !left.isEmpty();
      left.clear();
      all = new ArrayList<>(idle);
      idle.clear();
    }
    all.forEach(taker -> taker.take(null));
    if (ends) {
      onOver.run();
    }
  }

  /** Whether it was ended while there were moves to come. */
  synchronized boolean isCut() {
    return cut;
  }

  /** Whether there is none that is still to be dealt out. */
  synchronized boolean isNoneLeft() {
    return left.isEmpty();
  }

  private record Dealt(Taker taker, Move move) {}

  private void deal(Taker taker, List<Move> moves) {
    List<Dealt> dealt = new ArrayList<>();
    boolean isLate;
    boolean isLast;
    synchronized (this) {
      isLate = over;
      isLast = !over && underWay == 0;
      if (!over) {
        // In front of those who wait: it goes on with its own.
        idle.addFirst(taker);
        left.addAll(moves);
      }
      while (!left.isEmpty() && !idle.isEmpty()) {
        dealt.add(new Dealt(idle.remove(), left.remove()));
      }
    }
    dealt.forEach(each -> each.taker().take(each.move()));
    if (isLate) {
      taker.take(null);
    } else if (isLast) {
      end();
    }
  }
}
