package llmbench.run;

import java.util.Map;
import llmbench.options.given.Sources;

/**
 * One measurement of a run: a benchmark with options of its own.
 *
 * @param name of its directory below the run's; empty for the run itself
 * @param settings what sets it apart from the other levels, for whoever reports them together
 * @param sources of its options
 */
public record Level(String name, Map<String, String> settings, Sources sources) {

  public Level {
    settings = Map.copyOf(settings);
  }
}
