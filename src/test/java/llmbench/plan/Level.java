package llmbench.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.options.given.Sources;

/**
 * One measurement of a run: a benchmark with options of its own.
 *
 * @param name of its directory below the run's; empty for the run itself
 * @param settings what sets it apart from the other levels, for whoever reports them together: in
 *     the order in which they are shown
 * @param sources of its options
 */
public record Level(String name, Map<String, String> settings, Sources sources) {

  public Level {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}
