package llmbench.metrics.conversations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmbench.metrics.request.RequestTimes;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.RequestRecord;

/**
 * A turn as a tool's definitions see it.
 *
 * @param turn which of which conversation
 * @param times of its request
 */
public record SentTurn(ConversationTurn turn, RequestTimes times) {

  /**
   * The turns among requests, in the order of their times.
   *
   * @param records of the same run, which say what is a turn
   */
  public static List<SentTurn> of(List<RequestTimes> times, Iterable<RequestRecord> records) {
    Map<Integer, ConversationTurn> turns = new HashMap<>();
    for (RequestRecord record : records) {
      ConversationTurn turn = record.turn();
      if (turn != null) {
        turns.put(record.index(), turn);
      }
    }
    List<SentTurn> sent = new ArrayList<>();
    for (RequestTimes each : times) {
      ConversationTurn turn = turns.get(each.index());
      if (turn != null) {
        sent.add(new SentTurn(turn, each));
      }
    }
    return List.copyOf(sent);
  }
}
