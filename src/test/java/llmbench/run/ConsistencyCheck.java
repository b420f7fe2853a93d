package llmbench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import llmbench.options.ToolVersion;
import llmbench.options.given.Sources;
import llmbench.options.slo.Slo;
import llmbench.options.table.SloOptions;

/**
 * {@code -Dllm.check=consistency}: the levels by which a server is checked with both tools, one
 * request alone and then the whole load, first with vLLM's requests, then with evalscope's.
 */
final class ConsistencyCheck implements RunPlan {

  /** In the order of the levels. */
  private static final List<ToolVersion> TOOLS =
      List.of(ToolVersion.Tool.VLLM.newest(), ToolVersion.Tool.EVALSCOPE.newest());

  /** One request alone, by either tool's names. */
  private static final Map<String, String> ALONE =
      Map.of("llm.max-concurrency", "1", "llm.num-prompts", "1");

  private static final List<String> LOAD_NAMES =
      List.of("llm.max-concurrency", "llm.num-prompts", "llm.parallel", "llm.number");

  private static final List<String> VERDICT_NAMES =
      List.of("llm." + Slo.OPTION, "llm." + SloOptions.FAIL_ON_DOUBTS, "llm.fail_on_doubts");

  private static final String COMPAT = "llm.compat";

  @Override
  public String name() {
    return "consistency";
  }

  @Override
  public List<Level> levels(Sources asked) {
    if (asked.bench() != null || asked.properties().containsKey(COMPAT)) {
      throw new RefusedException(
          "-Dllm.check=consistency sends both tools' requests, so it takes neither -Dbench nor"
              + " -Dllm.compat.\nGive single options instead, such as"
              + " -Dllm.base-url=http://HOST:PORT"
              + " -Dllm.model=NAME -Dllm.tokenizer=DIR.");
    }
    List<Level> levels = new ArrayList<>();
    for (ToolVersion compat : TOOLS) {
      Map<String, String> load = new TreeMap<>(asked.properties());
      load.put(COMPAT, compat.label());
      Map<String, String> alone = new TreeMap<>(load);
      LOAD_NAMES.forEach(alone::remove);
      // What the load has to keep says nothing of a single request.
      VERDICT_NAMES.forEach(alone::remove);
      alone.putAll(ALONE);
      levels.add(level(compat, "single", asked.with(alone)));
      levels.add(level(compat, "load", asked.with(load)));
    }
    return levels;
  }

  private static Level level(ToolVersion compat, String part, Sources sources) {
    return new Level(
        compat.label() + "-" + part, Map.of("compat", compat.label(), "part", part), sources);
  }
}
