package llmbench.testing.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import llmbench.process.QuietPreferences;

/**
 * A simulation in a process of its own, as Gatling's Maven plugin starts it: what comes after a run
 * comes with the process's end.
 *
 * @param status the process's
 * @param said on its console, errors too
 * @param directory of the run
 */
record OwnSimulationRun(int status, String said, Path directory) {

  private static final long LIMIT_SECONDS = 120;

  /** A run that goes on. */
  record Started(Process process, Path said, Path results) {

    /** Waits for its end. */
    OwnSimulationRun ended() throws IOException, InterruptedException {
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      String text = Files.readString(said);
      if (!ended) {
        process.destroyForcibly();
        throw new AssertionError("the run doesn't end:\n" + text);
      }
      return new OwnSimulationRun(process.exitValue(), text, directory(results));
    }

    /** Lines of a file of the run; 0 while there is none. */
    long lines(String file) {
      try {
        Path there = directory(results).resolve(file);
        return Files.exists(there) ? Files.readString(there).lines().count() : 0;
      } catch (IOException | IllegalStateException e) {
        return 0;
      }
    }
  }

  /** Starts a simulation whose system properties these are. */
  static Started start(Class<?> simulation, Path folder, String... properties) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-D" + QuietPreferences.SETTING + "=" + QuietPreferences.class.getName());
    command.addAll(Stream.of(properties).map(property -> "-D" + property).toList());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    Path results = Files.createDirectories(folder.resolve("results"));
    command.addAll(List.of("io.gatling.app.Gatling", "-s", simulation.getName()));
    command.addAll(List.of("-rf", results.toString()));
    Path said = folder.resolve("console.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    return new Started(process, said, results);
  }

  /** Runs a simulation to its end. */
  static OwnSimulationRun of(Class<?> simulation, Path folder, String... properties)
      throws IOException, InterruptedException {
    return start(simulation, folder, properties).ended();
  }

  private static Path directory(Path results) throws IOException {
    try (Stream<Path> runs = Files.list(results)) {
      return runs.findFirst().orElseThrow(() -> new IllegalStateException("no run in " + results));
    }
  }

  /** What its page shows, as the page reads it. */
  JsonNode page() throws IOException {
    return page(file("llm.html"));
  }

  /** What the page of a run shows. */
  static JsonNode page(String html) throws IOException {
    String begin = "<script type=\"application/json\" id=\"data\">";
    int from = html.indexOf(begin) + begin.length();
    return new ObjectMapper()
        .readTree(html.substring(from, html.indexOf("</script>", from)))
        .at("/runs/0");
  }

  /** The text of one of its files. */
  String file(String name) throws IOException {
    return Files.readString(directory.resolve(name), StandardCharsets.UTF_8);
  }
}
