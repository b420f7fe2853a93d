package llmbench.runlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The simulated server's own account of conversations: of the turns that it has completed. Which
 * turn a request is it takes from the answers that are in its prompt.
 *
 * @param first those without any
 * @param later all others
 * @param byTurn by the number of the turn, from 1
 */
public record TrueTurns(Group first, Group later, SortedMap<Integer, Group> byTurn) {

  /**
   * Turns that have something in common.
   *
   * @param requests how many there are
   * @param promptTokens of all their prompts; 0 where they are not counted
   * @param cachedTokens of these those that its prefix cache had
   * @param ttftMillis from a request's last byte to its first token
   */
  public record Group(
      long requests, long promptTokens, long cachedTokens, ServerTruth.Millis ttftMillis) {

    /** What the prefix cache had of the prompts; empty where these are not counted. */
    public OptionalDouble cachedPercent() {
      return promptTokens > 0
          ? OptionalDouble.of(100.0 * cachedTokens / promptTokens)
          : OptionalDouble.empty();
    }
  }

  public TrueTurns {
    byTurn = Collections.unmodifiableSortedMap(new TreeMap<>(byTurn));
  }

  /** Reads it from the page; empty where there were no conversations. */
  static Optional<TrueTurns> of(JsonNode page, ServerTruth.Numbers numbers) {
    JsonNode turns = page.path("turns");
    if (!turns.isObject()) {
      return Optional.empty();
    }
    SortedMap<Integer, Group> byTurn = new TreeMap<>();
    turns
        .path("each")
        .properties()
        .forEach(each -> byTurn.put(numbers.turn(each.getKey()), group(each.getValue(), numbers)));
    return Optional.of(
        new TrueTurns(
            group(turns.path("first"), numbers), group(turns.path("later"), numbers), byTurn));
  }

  private static Group group(JsonNode said, ServerTruth.Numbers numbers) {
    return new Group(
        numbers.count(said, "requests"),
        numbers.count(said, "prompt_tokens"),
        numbers.count(said, "cached_tokens"),
        numbers.millis(said.path("ttft_ms")));
  }
}
