package llmbench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import llmbench.comparison.Column;
import llmbench.comparison.Comparison;
import llmbench.comparison.ToolColumns;
import llmbench.options.Compat;
import llmbench.options.Sources;
import llmbench.report.compare.CompareText;

/**
 * {@code -Dllm.check=consistency}: the two steps in which a server is checked with both tools, one
 * request alone and then the whole load, first with vLLM's requests, then with evalscope's.
 */
final class ConsistencyCheck {

  private static final List<Compat> TOOLS = List.of(Compat.VLLM_0_32, Compat.EVALSCOPE_1_14);
  private static final String CHECK = "llm.check";
  private static final String CONSISTENCY = "consistency";

  /** One request alone, by either tool's names. */
  private static final Map<String, String> ALONE =
      Map.of("llm.max-concurrency", "1", "llm.num-prompts", "1");

  private static final List<String> LOAD_NAMES =
      List.of("llm.max-concurrency", "llm.num-prompts", "llm.parallel", "llm.number");

  private static final String SINGLE = "-single";
  private static final String LOAD = "-load";

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
    for (Compat compat : TOOLS) {
      Map<String, String> load = new TreeMap<>(asked.properties());
      load.remove(CHECK);
      load.put("llm.compat", compat.label());
      Map<String, String> alone = new TreeMap<>(load);
      LOAD_NAMES.forEach(alone::remove);
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

  /** Lays the parts beside each other, and each beside the server's truth; those that are there. */
  static void print(Path runDirectory, PrintStream out) {
    Map<String, String> titles = new LinkedHashMap<>();
    titles.put(SINGLE, "One request alone");
    titles.put(LOAD, "The whole load");
    titles.forEach(
        (suffix, title) -> {
          Map<Compat, RunViews> runs = new LinkedHashMap<>();
          for (Compat compat : TOOLS) {
            Path part = runDirectory.resolve(compat.label() + suffix);
            if (RunViews.isRun(part)) {
              runs.put(compat, RunViews.read(part));
            }
          }
          Comparison tools = tools(runs);
          print(title + ": each tool's requests, by its own definitions", tools, out);
          sayWhether(tools, out);
          print(title + ": our true figures beside the server's own account", truths(runs), out);
        });
  }

  private static void print(String title, Comparison comparison, PrintStream out) {
    if (comparison.columns().size() > 1) {
      out.println("\n" + title + "\n");
      out.print(CompareText.of(comparison));
    }
  }

  private static void sayWhether(Comparison tools, PrintStream out) {
    if (tools.columns().size() > 1) {
      long differing = tools.differing();
      out.println(
          differing == 0
              ? "Consistent: nothing that can be compared differs."
              : "Not consistent: " + differing + " figures differ.");
    }
  }

  private static Comparison tools(Map<Compat, RunViews> runs) {
    List<Column> columns = new ArrayList<>();
    runs.forEach(
        (compat, run) ->
            columns.add(run.column(compat.label()).named(compat.tool().command() + "'s")));
    List<Integer> against = Collections.nCopies(columns.size(), 0);
    return new Comparison(columns, against, Comparison.DEFAULT_TOLERANCE_PERCENT);
  }

  private static Comparison truths(Map<Compat, RunViews> runs) {
    List<Column> columns = new ArrayList<>();
    List<Integer> against = new ArrayList<>();
    runs.forEach(
        (compat, run) ->
            run.truth()
                .ifPresent(
                    truth -> {
                      int ours = columns.size();
                      String requests = compat.tool().command() + "'s requests, ";
                      columns.add(run.column(RunViews.TRUE).named(requests + "as we timed them"));
                      columns.add(
                          ToolColumns.of(requests + "as the server did", truth, run.prompts()));
                      against.addAll(List.of(ours, ours));
                    }));
    return new Comparison(columns, against, Comparison.DEFAULT_TOLERANCE_PERCENT);
  }
}
