package llmbench.launcher;

import io.gatling.app.Gatling;
import java.util.List;
import llmbench.about.Build;
import llmbench.process.Console;
import llmbench.process.Launched;

/**
 * Runs a benchmark in this process, as {@code ./llm-bench} asks for it, with Gatling's own main:
 * the process's end is the run's, with its exit status. Public, as the script starts it.
 */
public final class Launcher {

  /** By its name: this room knows the load half as its user does. */
  private static final String SIMULATION = "llmbench.BenchmarkSimulation";

  /** The one way from Gatling's page to ours, as in the pom. */
  private static final String DESCRIPTION =
      "A benchmark's token times and verdict: llm.html, beside this page";

  private Launcher() {}

  /** Ends the process. */
  public static void main(String[] args) {
    List<String> words = List.of(args);
    if (words.equals(List.of("--version"))) {
      System.out.printf(
          "llm-bench %s (Gatling %s, Java %s)%n",
          Build.version(), Build.gatling(), Runtime.version());
      return;
    }
    run(words);
  }

  private static void run(List<String> words) {
    AskedRun asked;
    try {
      asked = AskedRun.of(words);
    } catch (LaunchException e) {
      throw Console.exit(String.valueOf(e.getMessage()), Console.BAD_INPUT);
    }
    asked.properties().forEach(System::setProperty);
    Launched.into(asked.results().orElse(Launched.orHere()));
    Gatling.main(
        asked.reportsOnly().map(Launcher::reports).orElseGet(Launcher::simulation).stream()
            .toArray(String[]::new));
  }

  private static List<String> simulation() {
    return List.of("-s", SIMULATION, "-rf", folder(), "-rd", DESCRIPTION);
  }

  private static List<String> reports(String directory) {
    return List.of("-ro", directory, "-rf", folder());
  }

  private static String folder() {
    return Launched.orHere().toString();
  }
}
