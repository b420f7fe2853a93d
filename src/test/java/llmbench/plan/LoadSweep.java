package llmbench.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.options.given.Sources;

/** One benchmark at several settings of its load, each as often as asked for. */
public final class LoadSweep {

  /** Its name in plan.json. */
  public static final String NAME = "load-sweep";

  private LoadSweep() {}

  /**
   * A setting.
   *
   * @param label of its levels, such as {@code concurrency-8}; empty for the options as they are
   * @param options that are set, by their names without dashes in front: {@code max-concurrency}
   */
  public record Setting(String label, Map<String, String> options) {

    /** The options as they are. */
    public static final Setting AS_IT_IS = new Setting("", Map.of());

    public Setting {
      options = Map.copyOf(options);
    }
  }

  /**
   * The levels: each setting in its turn, its runs one after the other.
   *
   * @param asked what all have in common; a setting's options take the place of its own
   * @param settings at least one, with labels that differ
   * @param runs of each, at least 1
   * @param around each of them
   * @param shown what the report is told besides, for all levels
   */
  public static Levels levels(
      Sources asked,
      List<Setting> settings,
      int runs,
      Surroundings around,
      Map<String, String> shown) {
    List<Level> levels = new ArrayList<>();
    for (Setting setting : settings) {
      for (int run = 1; run <= runs; run++) {
        Map<String, String> facts = new LinkedHashMap<>(shown);
        facts.putAll(setting.options());
        facts.put("load", setting.label());
        facts.put("run", String.valueOf(run));
        levels.add(
            new Level(name(setting.label(), run, runs), facts, asked.withOptions(setting.options()))
                .within(around));
      }
    }
    return Levels.of(levels);
  }

  private static String name(String label, int run, int runs) {
    if (runs == 1) {
      return label;
    }
    return (label.isEmpty() ? "" : label + "-") + "run-" + run;
  }
}
