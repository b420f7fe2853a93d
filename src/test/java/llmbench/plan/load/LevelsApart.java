package llmbench.plan.load;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.options.ToolVersion;
import llmbench.options.dataset.RandomOptions;
import llmbench.options.given.Settings;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.plan.CachesToReset;
import llmbench.plan.CachesToReset.Need;
import llmbench.plan.Level;

/**
 * Keeps levels apart: a server with a prefix cache would answer prompts faster that an earlier
 * level has sent already. Random prompts have a seed of their own in each level, and so no common
 * beginning; before each level the server is asked to empty its cache, where it offers that.
 */
final class LevelsApart {

  private static final String SEED = "seed";
  private static final List<String> PREFIX_CACHE = List.of("/reset_prefix_cache");

  /** Of the first level; empty where prompts don't come from a seed. */
  private final Optional<Long> firstSeed;

  /** Of the levels of what is asked for. */
  LevelsApart(Sources asked) {
    Settings settings = OptionsReader.asked(asked);
    boolean random =
        settings.compat().tool() == ToolVersion.Tool.VLLM
            && RandomOptions.NAME.equals(settings.text("dataset-name"));
    firstSeed = random ? Optional.of(settings.wholeLong(SEED)) : Optional.empty();
  }

  /** A level, as the one of this number, from 0 on. */
  Level of(Level level, int number) {
    Level seeded =
        firstSeed
            .map(first -> new Level(level.name(), level.settings(), seeded(level, first + number)))
            .orElse(level);
    return level.surroundings().resetsBefore().isPresent()
        ? seeded.within(level.surroundings())
        : seeded.within(
            level
                .surroundings()
                .resettingBefore(CachesToReset.ifOffered(PREFIX_CACHE, need(number))));
  }

  /** The first level's prompts were sent by none before it. */
  private Need need(int number) {
    return firstSeed.isPresent() || number == 0 ? Need.NONE : Need.DOUBTED;
  }

  private static Sources seeded(Level level, long seed) {
    return level.sources().withOptions(Map.of(SEED, String.valueOf(seed)));
  }
}
