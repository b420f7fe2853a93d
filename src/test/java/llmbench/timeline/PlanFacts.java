package llmbench.timeline;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a run of several levels was to measure: plan.json, beside the levels' directories.
 *
 * @param schema of the file
 * @param plan its name, by which a report knows what the levels come to together
 * @param levels in the order in which they are measured
 */
public record PlanFacts(int schema, String plan, List<Level> levels) {

  /** The file in a run's directory. */
  public static final String FILE = "plan.json";

  public static final int SCHEMA = 1;

  public PlanFacts {
    levels = List.copyOf(levels);
  }

  /**
   * One level.
   *
   * @param name of its directory
   * @param settings what sets it apart from the others
   */
  public record Level(String name, Map<String, String> settings) {

    public Level {
      Objects.requireNonNull(name);
      settings = Map.copyOf(settings);
    }

    /** What it has for this setting; empty for nothing. */
    public String setting(String name) {
      return settings.getOrDefault(name, "");
    }
  }
}
