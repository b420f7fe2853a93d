package llmbench.process;

import io.gatling.core.stats.StatsEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The directory that Gatling made for the run, which it tells nobody.
 *
 * <p>The run's id comes from the writer of simulation.log, by reflection; its parent from Gatling's
 * own arguments, or from the log file that is open. Should a later Gatling hide them elsewhere, the
 * newest directory of the simulation is taken. A {@link LoadGenerator} has none, and gets one.
 */
public final class RunDirectory {

  private static final Path MAVEN_RESULTS = Path.of("target", "gatling");

  private RunDirectory() {}

  /** How Gatling calls a simulation in the names of its directories. */
  public static String simulationId(Class<?> simulation) {
    return simulation.getSimpleName().toLowerCase(Locale.ROOT);
  }

  /**
   * The directory of the run that goes on.
   *
   * @param simulationId how Gatling calls the simulation; what its directories' names begin with
   */
  public static Path of(StatsEngine statsEngine, String simulationId) {
    Path results = resultsFolder();
    String runId = runId(statsEngine);
    if (runId == null) {
      return LoadGenerator.ofThisProcess()
          .map(generator -> generator.directory(temporary(), simulationId))
          .orElseGet(() -> newest(results, simulationId));
    }
    Path expected = results.resolve(runId);
    return Files.isDirectory(expected) ? expected : ofOpenLog(runId).orElse(expected);
  }

  /** On Linux a process sees which files it has open: the run's log is one of them. */
  private static Optional<Path> ofOpenLog(String runId) {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.map(RunDirectory::target)
          .filter(file -> file.endsWith(Path.of(runId, "simulation.log")))
          .map(Path::getParent)
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static Path target(Path link) {
    try {
      return Files.readSymbolicLink(link);
    } catch (IOException e) {
      return link;
    }
  }

  private static @Nullable String runId(StatsEngine statsEngine) {
    return ofRunMessage(statsEngine, "runId");
  }

  /** The class of the simulation that runs, by its full name. */
  public static Optional<String> simulation(StatsEngine statsEngine) {
    return Optional.ofNullable(ofRunMessage(statsEngine, "simulationClassName"));
  }

  private static @Nullable String ofRunMessage(StatsEngine statsEngine, String what) {
    try {
      Object writers = field(statsEngine, "dataWriters");
      for (Object ref : CollectionConverters.asJava((scala.collection.Iterable<?>) writers)) {
        Object actor = field(ref, "actor");
        if (actor.getClass().getSimpleName().equals("LogFileDataWriter")) {
          Object message = field(actor, "runMessage");
          return (String) message.getClass().getMethod(what).invoke(message);
        }
      }
      return null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private static Object field(Object owner, String name) throws ReflectiveOperationException {
    for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        // Scala prefixes a private field's name with its class where a subclass could see it.
        if (field.getName().equals(name) || field.getName().endsWith("$$" + name)) {
          field.setAccessible(true);
          Object value = field.get(owner);
          if (value != null) {
            return value;
          }
        }
      }
    }
    throw new NoSuchFieldException(owner.getClass() + "." + name);
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static Path resultsFolder() {
    return askedFolder().orElse(MAVEN_RESULTS);
  }

  /** The folder that Gatling was told to put the runs' directories into, if it was told. */
  public static Optional<Path> askedFolder() {
    return Launched.results().or(RunDirectory::folderOfArguments);
  }

  private static Optional<Path> folderOfArguments() {
    List<String> arguments = gatlingArguments();
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (arguments.get(i).equals("-rf") || arguments.get(i).equals("--results-folder")) {
        return Optional.of(Path.of(arguments.get(i + 1)));
      }
    }
    return Optional.empty();
  }

  /** The arguments of Gatling's main: under Maven in a file of the class path, else as given. */
  private static List<String> gatlingArguments() {
    try (InputStream file = ClassLoader.getSystemResourceAsStream("META-INF/args.txt")) {
      if (file != null) {
        return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(System.getProperty("sun.java.command", "").split(" "));
  }

  private static Path newest(Path results, String simulationId) {
    try (Stream<Path> runs = Files.list(results)) {
      return runs.filter(run -> run.getFileName().toString().startsWith(simulationId + "-"))
          .max(Comparator.comparing(run -> run.getFileName().toString()))
          .orElseThrow(RunDirectory::missing);
    } catch (IOException e) {
      throw missing();
    }
  }

  private static IllegalStateException missing() {
    return new IllegalStateException(
        "Gatling writes no log of this run, and our files would lie beside it: gatling.data.writers"
            + " has no \"file\". Put it there, in gatling.conf or wherever that is set.");
  }
}
