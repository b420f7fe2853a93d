package llmbench.conversation;

import java.util.ArrayList;
import java.util.List;

/**
 * What an agent was recorded to do: calls, each of which may wait for others before it.
 *
 * @param calls in an order in which no call waits for a later one; at least one
 */
public record RecordedSession(List<RecordedCall> calls) {

  public RecordedSession {
    calls = List.copyOf(calls);
    for (int place = 0; place < calls.size(); place++) {
      for (int before : calls.get(place).after()) {
        if (before < 0 || before >= place) {
          throw new IllegalArgumentException("call " + place + " waits for call " + before);
        }
      }
    }
  }

  /** When its first call goes, from the trace's zero: one that waits for no other is there. */
  public long beginNanos() {
    return calls.stream()
        .filter(RecordedCall::isRoot)
        .mapToLong(RecordedCall::notBeforeNanos)
        .min()
        .orElseThrow();
  }

  /** Of each call the places of those that wait for it. */
  List<List<Integer>> waiting() {
    List<List<Integer>> waiting = new ArrayList<>();
    for (int place = 0; place < calls.size(); place++) {
      waiting.add(new ArrayList<>());
      for (int before : calls.get(place).after()) {
        waiting.get(before).add(place);
      }
    }
    return waiting;
  }
}
