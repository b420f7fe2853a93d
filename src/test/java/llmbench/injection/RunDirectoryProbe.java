package llmbench.injection;

import com.typesafe.scalalogging.Logger;
import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Finds the directory that Gatling made for this run, which it tells nobody: an action that does so
 * once, when the first user comes by.
 *
 * <p>The run's id comes from the writer of simulation.log, by reflection; its parent from Gatling's
 * own arguments, or from the log file that is open. Should a later Gatling hide them elsewhere, the
 * newest directory of the simulation is taken.
 */
public final class RunDirectoryProbe implements ActionBuilder {

  private static final Path MAVEN_RESULTS = Path.of("target", "gatling");

  private final String simulationId;
  private final Consumer<Path> found;
  private final AtomicBoolean done = new AtomicBoolean();

  /**
   * A probe.
   *
   * @param simulationClass whose run it is
   * @param found is told the directory, once, before the first request is sent
   */
  public RunDirectoryProbe(Class<?> simulationClass, Consumer<Path> found) {
    this.simulationId = simulationClass.getSimpleName().toLowerCase(Locale.ROOT);
    this.found = found;
  }

  @Override
  public io.gatling.core.action.builder.ActionBuilder asScala() {
    return this::build;
  }

  private Action build(ScenarioContext context, Action next) {
    return new Probe(context.coreComponents().statsEngine(), next);
  }

  private Path locate(StatsEngine statsEngine) {
    Path results = resultsFolder();
    String runId = runId(statsEngine);
    if (runId == null) {
      return newest(results);
    }
    Path expected = results.resolve(runId);
    return Files.isDirectory(expected) ? expected : ofOpenLog(runId).orElse(expected);
  }

  /** On Linux a process sees which files it has open: the run's log is one of them. */
  private static Optional<Path> ofOpenLog(String runId) {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.map(RunDirectoryProbe::target)
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
    try {
      Object writers = field(statsEngine, "dataWriters");
      for (Object ref : CollectionConverters.asJava((scala.collection.Iterable<?>) writers)) {
        Object actor = field(ref, "actor");
        if (actor.getClass().getSimpleName().equals("LogFileDataWriter")) {
          Object message = field(actor, "runMessage");
          return (String) message.getClass().getMethod("runId").invoke(message);
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

  private static Path resultsFolder() {
    List<String> arguments = gatlingArguments();
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (arguments.get(i).equals("-rf") || arguments.get(i).equals("--results-folder")) {
        return Path.of(arguments.get(i + 1));
      }
    }
    return MAVEN_RESULTS;
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

  private Path newest(Path results) {
    try (Stream<Path> runs = Files.list(results)) {
      return runs.filter(run -> run.getFileName().toString().startsWith(simulationId + "-"))
          .max(Comparator.comparing(run -> run.getFileName().toString()))
          .orElseThrow(() -> new IllegalStateException("Gatling made no run directory"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs on the first user's event loop. */
  private final class Probe implements Action {

    private final StatsEngine statsEngine;
    private final Action next;
    private Logger logger = new Logger(LoggerFactory.getLogger(RunDirectoryProbe.class));

    Probe(StatsEngine statsEngine, Action next) {
      this.statsEngine = statsEngine;
      this.next = next;
    }

    @Override
    public String name() {
      return "run directory";
    }

    @Override
    public void execute(Session session) {
      if (done.compareAndSet(false, true)) {
        found.accept(locate(statsEngine));
      }
      next.$bang(session);
    }

    @Override
    public Logger logger() {
      return logger;
    }

    @Override
    public void com$typesafe$scalalogging$StrictLogging$_setter_$logger_$eq(Logger logger) {
      this.logger = logger;
    }
  }
}
