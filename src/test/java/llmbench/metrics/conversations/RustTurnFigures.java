package llmbench.metrics.conversations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.VllmFigures;

/**
 * What vLLM's Rust client says of conversations. Each figure of a turn is over the whole run's
 * duration. As all conversations begin at once there, that of each is since the run's beginning.
 *
 * <p>Source: {@code calculate_multi_turn_metrics} in {@code
 * rust/src/bench/src/metrics/calculator.rs}.
 *
 * @param completed conversations of which no turn failed
 * @param failed the others
 * @param meanTurns turns of each, failed ones counted
 * @param meanMillis of each, from the run's beginning to its last turn's end
 * @param all every turn together
 * @param byTurn the first turns, the second ones and so on
 */
public record RustTurnFigures(
    int completed,
    int failed,
    double meanTurns,
    double meanMillis,
    VllmFigures all,
    List<VllmFigures> byTurn) {

  private static final double MILLIS_PER_SECOND = 1e3;

  public RustTurnFigures {
    byTurn = List.copyOf(byTurn);
  }

  /**
   * Those of a run.
   *
   * @param all what all requests come to
   */
  public static RustTurnFigures of(List<SentTurn> turns, VllmFigures all) {
    double begin = turns.stream().mapToDouble(each -> each.times().startSeconds()).min().orElse(0);
    Map<Integer, Double> ends = new HashMap<>();
    Map<Integer, Boolean> whole = new HashMap<>();
    for (SentTurn each : turns) {
      int conversation = each.turn().conversation();
      ends.merge(conversation, each.times().endSeconds(), Math::max);
      whole.merge(conversation, each.times().success(), (one, other) -> one && other);
    }
    int completed = (int) whole.values().stream().filter(each -> each).count();
    double millis =
        ends.values().stream()
            .mapToDouble(end -> (end - begin) * MILLIS_PER_SECOND)
            .average()
            .orElse(0);
    return new RustTurnFigures(
        completed,
        whole.size() - completed,
        whole.isEmpty() ? 0 : (double) turns.size() / whole.size(),
        millis,
        all,
        byTurn(turns, MeasuredTime.of(all.durationSeconds())));
  }

  private static List<VllmFigures> byTurn(List<SentTurn> turns, MeasuredTime time) {
    Map<Integer, List<RequestTimes>> groups =
        turns.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.turn().turn(),
                    TreeMap::new,
                    Collectors.mapping(SentTurn::times, Collectors.toList())));
    return groups.values().stream()
        .map(group -> VllmFigures.of(group, time, Goodput.NONE))
        .toList();
  }
}
