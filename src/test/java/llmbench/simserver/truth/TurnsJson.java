package llmbench.simserver.truth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SortedMap;

/** The account of conversations: completed turns, the first ones and all others apart. */
final class TurnsJson {

  private TurnsJson() {}

  /** Adds it where any request is a later turn. */
  static void put(ObjectNode json, Truth truth) {
    SortedMap<Integer, List<RequestTruth>> byTurn = truth.completedByTurn();
    if (byTurn.isEmpty() || byTurn.lastKey() == 1) {
      return;
    }
    ObjectNode turns = json.putObject("turns");
    put(turns.putObject("first"), byTurn.getOrDefault(1, List.of()));
    put(
        turns.putObject("later"),
        byTurn.tailMap(2).values().stream().flatMap(List::stream).toList());
    ObjectNode each = turns.putObject("each");
    byTurn.forEach((turn, requests) -> put(each.putObject(String.valueOf(turn)), requests));
  }

  private static void put(ObjectNode json, List<RequestTruth> requests) {
    json.put("requests", requests.size());
    json.put("prompt_tokens", requests.stream().mapToLong(RequestTruth::promptTokens).sum());
    json.put("cached_tokens", requests.stream().mapToLong(RequestTruth::cachedTokens).sum());
    TruthJson.put(json, "ttft_ms", Truth.ttftMillis(requests.stream()));
  }
}
