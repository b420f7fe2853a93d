package llmbench.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import llmbench.options.given.Sources;

/**
 * One measurement of a run: a benchmark with options of its own.
 *
 * @param name of its directory below the run's; empty for the run itself
 * @param settings what sets it apart from the other levels, for whoever reports them together: in
 *     the order in which they are shown
 * @param sources of its options
 * @param surroundings what is done before and after it
 * @param earlier what it came to in an earlier run, whose result is taken: it isn't measured, and
 *     has no directory
 */
public record Level(
    String name,
    Map<String, String> settings,
    Sources sources,
    Surroundings surroundings,
    Optional<LevelOutcome> earlier) {

  public Level {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** A level that needs nothing around it. */
  public Level(String name, Map<String, String> settings, Sources sources) {
    this(name, settings, sources, Surroundings.NONE, Optional.empty());
  }

  /** The same with something around it. */
  public Level within(Surroundings around) {
    return new Level(name, settings, sources, around, earlier);
  }

  /** The same, not measured again. */
  public Level taken(LevelOutcome from) {
    return new Level(name, settings, sources, surroundings, Optional.of(from));
  }
}
