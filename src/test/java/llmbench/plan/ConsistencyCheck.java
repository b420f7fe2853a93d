package llmbench.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import llmbench.options.ToolVersion;
import llmbench.options.given.Sources;
import llmbench.options.slo.Slo;
import llmbench.options.table.ArrivalOptions;
import llmbench.options.table.SloOptions;

/**
 * {@code -Dllm.check=consistency}: the levels by which a server is checked with both tools, one
 * request alone and then the whole load, first with vLLM's requests, then with evalscope's.
 */
public final class ConsistencyCheck implements RunPlan {

  /** In the order of the levels. */
  private static final List<ToolVersion> TOOLS =
      List.of(ToolVersion.Tool.VLLM.newest(), ToolVersion.Tool.EVALSCOPE.newest());

  /** One request alone, by either tool's names. */
  private static final Map<String, String> ALONE =
      Map.of("max-concurrency", "1", "num-prompts", "1");

  /** What a single request has no use for, besides its load. */
  private static final Set<String> OF_LOADS =
      Set.of(
          "burstiness",
          ArrivalOptions.ARRIVALS,
          ArrivalOptions.TIMES,
          ArrivalOptions.SPEED,
          ArrivalOptions.OPEN_LOOP,
          ArrivalOptions.SPARE_CONNECTIONS,
          ArrivalOptions.STOP_WHEN_SATURATED,
          // What the load has to keep says nothing of a single request.
          Slo.OPTION,
          SloOptions.FAIL_ON_DOUBTS);

  /** Names the check, in front of the options that it is of. */
  public static final String CHECK = "llm.check";

  private static final String COMPAT = "compat";

  @Override
  public String name() {
    return "consistency";
  }

  @Override
  public Optional<String> whyNoParts() {
    return Optional.of("the check lays one request beside the whole load, and a part has neither");
  }

  @Override
  public boolean isAskedBy(Sources asked) {
    return name().equals(asked.properties().get(CHECK));
  }

  @Override
  public Levels levels(Sources all) {
    Sources asked = all.without(CHECK);
    if (asked.bench() != null || asked.properties().containsKey(Sources.PREFIX + COMPAT)) {
      throw new PlanException(
          "-Dllm.check=consistency sends both tools' requests, so it takes neither -Dbench nor"
              + " -Dllm.compat.\nGive single options instead, such as"
              + " -Dllm.base-url=http://HOST:PORT"
              + " -Dllm.model=NAME -Dllm.tokenizer=DIR.");
    }
    List<Level> levels = new ArrayList<>();
    for (ToolVersion compat : TOOLS) {
      Sources load = asked.withOptions(Map.of(COMPAT, compat.label()));
      Sources alone =
          load.withoutOptions(LoadNames.ALL).withoutOptions(OF_LOADS).withOptions(ALONE);
      levels.add(level(compat, "single", alone));
      levels.add(level(compat, "load", load));
    }
    return Levels.of(levels);
  }

  private static Level level(ToolVersion compat, String part, Sources sources) {
    return new Level(
        compat.label() + "-" + part, Map.of("compat", compat.label(), "part", part), sources);
  }
}
