package llmbench.process;

import java.nio.file.Path;
import java.util.Optional;

/** The launcher, {@code llm-bench}, which may have started this process. */
public final class Launched {

  private static final String RESULTS = "llmbench.launcher.results";

  private static final Path HERE = Path.of("results");

  private Launched() {}

  /** From now on this process is the launcher's, and its run's directory lies in this folder. */
  public static void into(Path results) {
    System.setProperty(RESULTS, results.toString());
  }

  /** The folder of its runs; empty where it hasn't started this process. */
  public static Optional<Path> results() {
    return Optional.ofNullable(System.getProperty(RESULTS)).map(Path::of);
  }

  /** The same, or a folder of the working directory. */
  public static Path orHere() {
    return results().orElse(HERE);
  }

  /**
   * A message as the launcher's user would write what it names: a setting is an option there, and
   * the tool's line needs no name.
   */
  public static String worded(String message) {
    return results().isEmpty() ? message : inItsWords(message);
  }

  /** The same for a launched process. */
  static String inItsWords(String message) {
    return message
        .replace(" (in -Dbench)", "")
        .replace("mvn gatling:test", "llm-bench run")
        .replace("-Dgatling.resultsFolder", "--results-folder")
        .replace("-Dbench='vllm bench serve …'", "llm-bench vllm bench serve …")
        .replace("-Dbench", "the command line")
        .replace("-Dllm.", "--");
  }
}
