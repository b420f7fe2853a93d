package llmbench.conversation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How many of a session's calls can be under way at once, at most: so many chains hold all of its
 * calls, each call of a chain waiting, directly or not, for the one before it. No two calls of a
 * chain are ever under way together, so there are never more than chains.
 *
 * <p>A call goes on with the nearest chain that ends in a call it waits for, else it begins one.
 * For calls one behind the other, for trees, and where what parts joins again, that is the least
 * number that holds; else it may be more, and never less.
 */
final class Chains {

  private final List<RecordedCall> calls;
  private final boolean[] ends;

  /** By which call a call was seen last, counted from 1. */
  private final int[] seenBy;

  private Chains(List<RecordedCall> calls) {
    this.calls = calls;
    ends = new boolean[calls.size()];
    seenBy = new int[calls.size()];
  }

  /** How many it takes for a session. */
  static int of(RecordedSession session) {
    Chains chains = new Chains(session.calls());
    int begun = 0;
    for (int place = 0; place < chains.calls.size(); place++) {
      begun += chains.takeOn(place) ? 0 : 1;
      chains.ends[place] = true;
    }
    return begun;
  }

  /** Takes the end off the nearest chain behind which a call may go; whether there is one. */
  private boolean takeOn(int place) {
    Deque<Integer> near = new ArrayDeque<>();
    see(place, place, near);
    while (!near.isEmpty()) {
      int before = near.remove();
      if (ends[before]) {
        ends[before] = false;
        return true;
      }
      see(before, place, near);
    }
    return false;
  }

  private void see(int place, int by, Deque<Integer> near) {
    for (int before : calls.get(place).after()) {
      if (seenBy[before] != by + 1) {
        seenBy[before] = by + 1;
        near.add(before);
      }
    }
  }
}
