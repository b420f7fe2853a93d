package llmbench.plan.evalscope;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import llmbench.options.given.Settings;
import llmbench.options.given.Sources;
import llmbench.options.table.EvalscopeLoadOptions;
import llmbench.options.table.EvalscopeSearchOptions;
import llmbench.options.table.ProjectOptions;
import llmbench.plan.LoadNames;
import llmbench.plan.Surroundings;

/**
 * Makes the sources of a level: those of the whole plan, with a load of its own over them.
 *
 * @param asked of the whole plan
 * @param settings what it asks for
 */
record LevelSources(Sources asked, Settings settings) {

  private static final String OFFSET = "dataset-offset";

  /** What a level has of its own, besides its load. */
  private static final Set<String> OWN =
      Set.of(EvalscopeSearchOptions.AUTO_TUNE, OFFSET, ProjectOptions.LEVELS_BEFORE);

  /**
   * The sources of a level. Random prompts begin further on in the vocabulary by as many tokens as
   * there were requests before, and the generators of a seed go on: {@code run_multi_benchmark()}
   * of {@code main.py}.
   *
   * @param load its {@code number}, with {@code parallel} or {@code rate} or both
   * @param before how many requests each level before it has, warm-ups not among them
   */
  Sources level(Map<String, String> load, List<Integer> before) {
    Map<String, String> own = new TreeMap<>(load);
    own.put(EvalscopeSearchOptions.AUTO_TUNE, "false");
    long offset = settings.wholeOrZero(OFFSET);
    for (int requests : before) {
      offset += requests;
    }
    own.put(OFFSET, String.valueOf(offset));
    if (isSeeded() && !before.isEmpty()) {
      own.put(
          ProjectOptions.LEVELS_BEFORE,
          before.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }
    return asked.withoutOptions(LoadNames.ALL).withoutOptions(OWN).withOptions(own);
  }

  /** What stands around a level: a pause before it, unless it is the first. */
  Surroundings pausing(boolean isFirst) {
    long seconds = isFirst ? 0 : settings.wholeOrZero(EvalscopeLoadOptions.SLEEP_INTERVAL);
    return Surroundings.NONE.pausing(Duration.ofSeconds(seconds));
  }

  /** Without a seed the tool leaves all that it draws to chance. */
  private boolean isSeeded() {
    return settings.text("seed") != null || settings.text(ProjectOptions.PROMPT_SEED) != null;
  }
}
