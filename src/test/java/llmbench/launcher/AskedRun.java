package llmbench.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import llmbench.options.given.Sources;
import llmbench.options.read.OwnFlags;
import llmbench.options.syntax.Nearest;
import llmbench.options.syntax.ShellWords;
import llmbench.plan.vllm.VllmSweep;

/**
 * The run that the words of a command line ask for.
 *
 * @param properties of the process: the same that {@code mvn gatling:test} would have been given
 * @param results the folder of runs, where one is named
 */
record AskedRun(Map<String, String> properties, Optional<Path> results) {

  private static final String RUN = "run";
  private static final String BENCH = "bench";
  private static final String RESULTS = "--results-folder";
  private static final String REPORTS_ONLY = "gatling.reportsOnly";

  /** How a tool's line may begin; what follows is looked at by whoever reads it. */
  private static final List<String> COMMANDS =
      List.of("vllm", "evalscope", RUN, "report", "compare", "server", "prepare");

  /** An option of the tool, so that it says all that it has. */
  private static final List<String> HELP = List.of("vllm", BENCH, "serve", "--help");

  AskedRun {
    properties = Map.copyOf(properties);
  }

  /**
   * Reads the words.
   *
   * @throws LaunchException with all that is wrong with them, as far as it shows here
   */
  static AskedRun of(List<String> words) {
    List<String> problems = new ArrayList<>();
    Map<String, String> properties = new TreeMap<>();
    List<String> rest = new ArrayList<>();
    Path results = null;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.matches("(?s)-D[\\w.-]+(=.*)?")) {
        int equals = word.indexOf('=');
        properties.put(
            word.substring(2, equals < 0 ? word.length() : equals),
            equals < 0 ? "" : word.substring(equals + 1));
      } else if (word.startsWith(RESULTS + "=")) {
        results = path(word.substring(RESULTS.length() + 1), problems);
      } else if (word.equals(RESULTS)) {
        boolean follows = i + 1 < words.size() && !words.get(i + 1).startsWith("-");
        results = path(follows ? words.get(++i) : "", problems);
      } else {
        rest.add(word);
      }
    }
    settings(rest, properties, problems);
    if (!problems.isEmpty()) {
      throw new LaunchException(problems);
    }
    return new AskedRun(properties, Optional.ofNullable(results));
  }

  /** The run whose page of Gatling's is to be made, and nothing else. */
  Optional<String> reportsOnly() {
    return Optional.ofNullable(properties.get(REPORTS_ONLY));
  }

  private static Path path(String name, List<String> problems) {
    try {
      if (!name.isEmpty()) {
        return Path.of(name);
      }
    } catch (InvalidPathException e) {
      // It is said below.
    }
    problems.add(RESULTS + ": expected the folder that directories of runs are made in");
    return Path.of("");
  }

  private static void settings(
      List<String> words, Map<String, String> properties, List<String> problems) {
    String first = words.isEmpty() ? "" : words.get(0);
    OwnFlags asked;
    if (first.equals(RUN)) {
      List<String> behind = words.subList(1, words.size());
      if (behind.contains("--help") || behind.contains("-h")) {
        properties.put(BENCH, ShellWords.join(HELP));
        return;
      }
      asked = OwnFlags.alone(behind);
    } else {
      if (first.startsWith("-") || !isTools(first)) {
        problems.add(
            // Longer ones may be anything, a key as well.
            (first.matches("[\\w-]{1,16}") ? "'" + first + "' is" : "The first word is")
                + " no command"
                + Nearest.question(first, COMMANDS, "")
                + "\nllm-bench --help says which there are.");
        return;
      }
      asked = OwnFlags.behind(words, VllmSweep.options(ShellWords.join(words)));
      properties.put(BENCH, ShellWords.join(asked.line()));
    }
    asked.settings().forEach((name, value) -> properties.put(Sources.PREFIX + name, value));
    problems.addAll(asked.problems());
  }

  /** A program that a tool's line may begin with, by a path as well. */
  private static boolean isTools(String word) {
    return word.matches("(.*/)?(vllm|vllm-rs|evalscope|python[\\d.]*|uv|uvx)");
  }
}
