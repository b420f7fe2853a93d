package llmbench.plan.load;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import llmbench.options.given.Sources;
import llmbench.plan.Level;
import llmbench.plan.Levels;
import llmbench.plan.LoadSweep;
import llmbench.plan.PlanException;
import llmbench.plan.RunPlan;
import llmbench.plan.vllm.ClientSweep;

/**
 * A list where a benchmark has one load: {@code -Dllm.max-concurrency=1,2,4..64} or {@code
 * -Dllm.request-rate=1,2,5}, by either tool's name. What vLLM's Rust client has for its own sweeps
 * goes with it: {@code -Dllm.num-runs} and the others.
 */
public final class OwnSweep implements RunPlan {

  private static final String SWEPT = Sources.PREFIX + "sweep-";

  /** Options with one load, and what a list of it is called by the client. */
  private static final Map<String, String> LOADS =
      Map.of(
          "max-concurrency", "max-concurrency",
          "parallel", "max-concurrency",
          "request-rate", "request-rate",
          "rate", "request-rate");

  @Override
  public String name() {
    return LoadSweep.NAME;
  }

  @Override
  public boolean isAskedBy(Sources asked) {
    return !lists(asked).isEmpty();
  }

  @Override
  public Levels levels(Sources asked) {
    Map<String, String> properties = new TreeMap<>(asked.properties());
    for (Map.Entry<String, String> list : lists(asked).entrySet()) {
      properties.remove(list.getKey());
      String swept = SWEPT + LOADS.get(Sources.option(list.getKey()));
      String before = properties.put(swept, values(list));
      if (before != null) {
        throw new PlanException(
            "-D"
                + list.getKey()
                + "="
                + list.getValue()
                + " is a second list of the same load;"
                + " leave one out.");
      }
    }
    List<Level> levels = new ClientSweep().levels(asked.with(properties)).known();
    LevelsApart apart = new LevelsApart(asked);
    return Levels.of(
        IntStream.range(0, levels.size()).mapToObj(i -> apart.of(levels.get(i), i)).toList());
  }

  private static String values(Map.Entry<String, String> list) {
    try {
      return String.join(",", LoadValues.of(list.getValue()));
    } catch (IllegalArgumentException e) {
      throw new PlanException("-D" + list.getKey() + "=" + list.getValue() + ": " + e.getMessage());
    }
  }

  /** The properties that have a list, by their full names. */
  private static Map<String, String> lists(Sources asked) {
    Map<String, String> lists = new TreeMap<>(asked.properties());
    lists
        .entrySet()
        .removeIf(
            given ->
                !LOADS.containsKey(Sources.option(given.getKey()))
                    || !LoadValues.isList(given.getValue()));
    return lists;
  }
}
