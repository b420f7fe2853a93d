package llmbench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import llmbench.options.ToolVersion;
import llmbench.options.given.Sources;
import llmbench.options.slo.Slo;
import llmbench.options.table.SloOptions;

/**
 * {@code -Dllm.check=consistency}: the two steps in which a server is checked with both tools, one
 * request alone and then the whole load, first with vLLM's requests, then with evalscope's.
 */
public final class ConsistencyCheck {

  /** In the order of the steps. */
  public static final List<ToolVersion> TOOLS =
      List.of(ToolVersion.VLLM_0_32, ToolVersion.EVALSCOPE_1_14);

  private static final String CHECK = "llm.check";
  private static final String CONSISTENCY = "consistency";

  /** One request alone, by either tool's names. */
  private static final Map<String, String> ALONE =
      Map.of("llm.max-concurrency", "1", "llm.num-prompts", "1");

  private static final List<String> LOAD_NAMES =
      List.of("llm.max-concurrency", "llm.num-prompts", "llm.parallel", "llm.number");

  private static final List<String> VERDICT_NAMES =
      List.of("llm." + Slo.OPTION, "llm." + SloOptions.FAIL_ON_DOUBTS, "llm.fail_on_doubts");

  /** Behind the tool's name: the step of one request alone, and that of the whole load. */
  public static final String SINGLE = "-single";

  public static final String LOAD = "-load";

  private ConsistencyCheck() {}

  /**
   * A part of a run.
   *
   * @param name of its directory below the run's; empty for the run itself
   * @param sources of its options
   */
  record Part(String name, Sources sources) {}

  /** The parts of the run that these properties ask for: one, unless a check is wanted. */
  static List<Part> parts(Properties properties) {
    Sources asked = sources(properties);
    String check = asked.properties().get(CHECK);
    if (check == null) {
      return List.of(new Part("", asked));
    }
    if (!check.equals(CONSISTENCY)) {
      throw Console.exit("-Dllm.check=" + check + " is not known; there is consistency.");
    }
    if (asked.bench() != null || asked.properties().containsKey("llm.compat")) {
      throw Console.exit(
          "-Dllm.check=consistency runs both tools' requests: neither -Dbench nor -Dllm.compat goes"
              + " with it.\nGive single options, such as -Dllm.base-url=http://HOST:PORT"
              + " -Dllm.model=NAME -Dllm.tokenizer=DIR.");
    }
    List<Part> parts = new ArrayList<>();
    for (ToolVersion compat : TOOLS) {
      Map<String, String> load = new TreeMap<>(asked.properties());
      load.remove(CHECK);
      load.put("llm.compat", compat.label());
      Map<String, String> alone = new TreeMap<>(load);
      LOAD_NAMES.forEach(alone::remove);
      // What the load has to keep says nothing of a single request.
      VERDICT_NAMES.forEach(alone::remove);
      alone.putAll(ALONE);
      parts.add(new Part(compat.label() + SINGLE, new Sources(null, alone)));
      parts.add(new Part(compat.label() + LOAD, new Sources(null, load)));
    }
    return parts;
  }

  /**
   * Gatling's Maven plugin leaves a file of arguments on the class path of the process it starts.
   */
  private static Sources sources(Properties properties) {
    boolean plugin = ClassLoader.getSystemResource("META-INF/args.txt") != null;
    return plugin ? Sources.ofGatlingPlugin(properties) : Sources.of(properties);
  }
}
