package llmbench.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a level came to, as its report says it: what a plan needs to decide what is measured next.
 *
 * @param level its name
 * @param status the exit status that it deserves alone: 0, or not if nothing succeeded, or a rule
 *     about errors or an SLO is broken
 * @param requests that were sent and measured
 * @param succeeded those of them that did
 * @param isWhole whether it ended by itself: everything it was to send was sent and is recorded
 * @param statistics by evalscope's names of SLA metrics ({@code avg_ttft}, {@code p99_latency},
 *     {@code rps} …), rounded as evalscope reports them; those that the level has
 * @param goals how each SLO that was asked for was kept, in the order in which they were asked for
 */
public record LevelOutcome(
    String level,
    int status,
    long requests,
    long succeeded,
    boolean isWhole,
    Map<String, Double> statistics,
    List<GoalOutcome> goals) {

  public LevelOutcome {
    statistics = new LinkedHashMap<>(statistics);
    goals = List.copyOf(goals);
  }

  /** Of a level that could not be measured or reported: nothing is known of it. */
  public static LevelOutcome unmeasured(String level, int status) {
    return new LevelOutcome(level, status, 0, 0, false, Map.of(), List.of());
  }

  /** A statistic; empty where the level has none of that name. */
  public OptionalDouble statistic(String name) {
    Double value = statistics.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
