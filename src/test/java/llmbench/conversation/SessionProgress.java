package llmbench.conversation;

import java.util.ArrayList;
import java.util.List;

/** How far a session is: which calls still wait for answers. Thread-safe. */
final class SessionProgress {

  private final List<List<Integer>> waiting;
  private final int[] unanswered;

  SessionProgress(RecordedSession session) {
    waiting = session.waiting();
    unanswered = session.calls().stream().mapToInt(call -> call.after().size()).toArray();
  }

  /** A call is answered; the places of those that wait for nothing more than their tools now. */
  synchronized List<Integer> answered(int place) {
    List<Integer> ready = new ArrayList<>();
    for (int behind : waiting.get(place)) {
      unanswered[behind]--;
      if (unanswered[behind] == 0) {
        ready.add(behind);
      }
    }
    return ready;
  }
}
