package llmbench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.table.StartupOptions;
import llmbench.plan.Level;
import llmbench.timeline.PlanFacts;
import llmbench.timeline.RunFacts;

/**
 * A run of several levels that didn't come to its end: {@code -Dllm.resume=DIR}. What it has
 * measured whole, and with the same options, is taken over; the rest is measured now.
 *
 * @param directory of it
 */
record EarlierRun(Path directory) {

  /** The server may say what its model is called, and this run isn't named by itself. */
  private static final Set<String> NOT_COMPARED = Set.of("model", StartupOptions.RESUME);

  /** A level counts as measured by its run.json: what is copied by half is not to have one. */
  private static final Comparator<Path> RUN_FILE_LAST =
      Comparator.comparing(file -> file.endsWith("run.json"));

  /**
   * That of a directory.
   *
   * @throws RefusedException when there is no such run
   */
  static EarlierRun in(String directory) {
    Path there = Path.of(directory);
    if (!Files.isRegularFile(there.resolve(PlanFacts.FILE))) {
      throw new RefusedException(
          "-Dllm.resume="
              + directory
              + ": there is no "
              + PlanFacts.FILE
              + " in it, so it is no directory of a run of several levels. Name one below"
              + " target/gatling.");
    }
    return new EarlierRun(there);
  }

  /**
   * Refuses what isn't the same plan, or was measured with other options.
   *
   * @param plan of the new run
   * @param levels of it that are known
   */
  void check(String plan, List<Level> levels, AfterRun.Earlier known) {
    String its = known.plan().apply(directory);
    if (!its.equals(plan)) {
      throw new RefusedException(
          "-Dllm.resume="
              + directory
              + ": that run was of another kind ("
              + its
              + ", and this is "
              + plan
              + "). Give the same options, and -Dllm.resume with them.");
    }
    levels.forEach(level -> measured(level, known));
  }

  /**
   * Takes a level over.
   *
   * @param into the level's new directory
   * @return whether there is one to be taken
   * @throws RefusedException where it was measured with other options
   */
  boolean take(Level level, Path into, AfterRun.Earlier known) throws IOException {
    Optional<Path> from = measured(level, known);
    if (from.isEmpty()) {
      return false;
    }
    Files.createDirectories(into);
    try (Stream<Path> files = Files.list(from.get())) {
      for (Path file : files.filter(EarlierRun::isPlain).sorted(RUN_FILE_LAST).toList()) {
        Files.copy(file, into.resolve(file.getFileName()));
      }
    }
    return true;
  }

  /** The directory in which a level was measured to its end; empty where it wasn't. */
  private Optional<Path> measured(Level level, AfterRun.Earlier known) {
    Path from = directory.resolve(level.name());
    Optional<RunFacts> before = known.measured().apply(from);
    before
        .flatMap(facts -> facts.differenceFrom(compared(level.sources())))
        .ifPresent(difference -> refuse(level, difference));
    return before.map(facts -> from);
  }

  private static boolean isPlain(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private void refuse(Level level, RunFacts.Difference difference) {
    throw new RefusedException(
        "-Dllm.resume="
            + directory
            + ": "
            + level.name()
            + " was measured with other options: "
            + difference.option()
            + " was "
            + difference.before().orElse("not given")
            + ", and is "
            + difference.now()
            + ". Give the same options, or leave out -Dllm.resume.");
  }

  /** What is made up anew each time is no difference. */
  private static Map<String, String> compared(Sources sources) {
    Map<String, String> once = options(sources);
    Map<String, String> again = options(sources);
    Map<String, String> compared = new TreeMap<>(once);
    compared.entrySet().retainAll(again.entrySet());
    compared.keySet().removeAll(NOT_COMPARED);
    return compared;
  }

  private static Map<String, String> options(Sources sources) {
    return new OptionsReader().read(sources).effective();
  }
}
