package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;

import io.gatling.app.Gatling$;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import llmbench.BenchmarkSimulation;
import llmbench.options.given.Sources;
import llmbench.process.LoadGenerator;
import llmbench.progress.Terminal;
import llmbench.progress.testing.Screen;
import llmbench.run.AfterRun;
import llmbench.run.Benchmark;
import llmbench.run.ProgressDisplay;
import llmbench.run.RunPlans;
import llmbench.run.RunStep;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.config.TokenizerPromptCounter;
import llmbench.timeline.RunFacts;
import llmbench.tokenizer.Tokenizers;

/**
 * The load half, as it is, against a simulated server that fails on schedule: what {@code mvn
 * gatling:test} does with a command line, within a test's process.
 */
final class InProcessRun {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long REST_NANOS = 20_000_000;

  /** One that shows whatever there is to show. */
  static final Terminal TERMINAL = new Terminal(true, true, 132);

  /** The simulation, which Gatling makes by itself, takes it from here. */
  private static final AtomicReference<Benchmark> BENCHMARK = new AtomicReference<>();

  private InProcessRun() {}

  /**
   * A server with these faults.
   *
   * @param truth whether it keeps account of each request; without, its memory does not grow
   */
  static SimServer server(Timing timing, boolean truth, FaultSchedule faults) {
    SimConfig plain = SimConfig.of(timing);
    SimConfig config =
        new SimConfig(
                plain.host(),
                plain.port(),
                plain.models(),
                timing,
                plain.maxModelLen(),
                plain.finishApart(),
                null,
                truth)
            .withFaults(faults);
    return SimServer.start(
        config, new TokenizerPromptCounter(Tokenizers.open("bundled", null).tokenizer(), null));
  }

  /**
   * Runs one benchmark that shows nothing while it measures; its run directory.
   *
   * @param line flags of vLLM bench, without the server's place
   * @param settings ours, by their names without {@code llm.}
   */
  static Path run(SimServer server, String line, Map<String, String> settings, Path results) {
    Screen screen = new Screen();
    ProgressDisplay display = new ProgressDisplay(TERMINAL, screen.out());
    Path run = run(server, line + " --disable-tqdm", settings, results, display);
    if (!screen.printed().isEmpty()) {
      throw new IllegalStateException("in spite of --disable-tqdm: " + screen.printed());
    }
    return run;
  }

  /** Runs one benchmark that shows how far it is. */
  static Path run(
      SimServer server,
      String line,
      Map<String, String> settings,
      Path results,
      ProgressDisplay display) {
    String bench =
        "vllm bench serve --backend openai-chat --model Qwen2.5-0.5B-Instruct --tokenizer bundled"
            + " --endpoint /v1/chat/completions --dataset-name random --ignore-eos"
            + " --host 127.0.0.1 --port "
            + server.port()
            + " "
            + line;
    Map<String, String> properties = new TreeMap<>();
    settings.forEach((name, value) -> properties.put("llm." + name, value));
    return run(new Sources(bench, properties), results, display);
  }

  /** Runs what the sources ask for and shows nothing; its run directory. */
  static Path run(Sources sources, Path results) {
    return run(sources, results, new ProgressDisplay(TERMINAL, new Screen().out()));
  }

  private static Path run(Sources sources, Path results, ProgressDisplay display) {
    Benchmark benchmark =
        Benchmark.prepare(RunPlans.of(cold(sources)), display, Map.of(), BenchmarkSimulation.class);
    int status = play(benchmark, results);
    RunStep step = benchmark.first();
    SimServer its = step.simulatedServer();
    if (its != null) {
      its.close();
    }
    if (status != 0 || step.failure() != null) {
      throw new IllegalStateException("status " + status + ", record: " + step.failure());
    }
    return requireNonNull(benchmark.runDirectory());
  }

  /** Runs several levels, each reported by this when it is over; the run's directory. */
  static Path runLevels(Sources sources, Path results, AfterRun after) {
    return played(reported(sources, after), results);
  }

  /** Runs one as Gatling Enterprise does, in a process that isn't ours; the run's directory. */
  static Path runOnLoadGenerator(Sources sources, Path results, AfterRun after) {
    LoadGenerator generator = new LoadGenerator(new UUID(1, 2), 0, 1);
    return played(reported(sources, after).endingTheProcess(Optional.of(generator)), results);
  }

  private static Benchmark reported(Sources sources, AfterRun after) {
    ProgressDisplay display = new ProgressDisplay(TERMINAL, new Screen().out());
    return Benchmark.prepare(
            RunPlans.of(cold(sources)), display, Map.of(), BenchmarkSimulation.class)
        .reportedBy(after);
  }

  private static Path played(Benchmark benchmark, Path results) {
    if (play(benchmark, results) != 0) {
      throw new IllegalStateException("Gatling failed");
    }
    return requireNonNull(benchmark.runDirectory());
  }

  private static int play(Benchmark benchmark, Path results) {
    BENCHMARK.set(benchmark);
    String[] arguments = {"-s", Load.class.getName(), "-rf", results.toString(), "-nr"};
    return Gatling$.MODULE$.fromArgs(arguments);
  }

  /** Nothing is measured here, so the client needn't warm up, unless it is to. */
  private static Sources cold(Sources sources) {
    Map<String, String> properties = new TreeMap<>(sources.properties());
    properties.putIfAbsent("llm.jvm-warmup", "0");
    return new Sources(sources.bench(), properties);
  }

  /** Stops the run that goes on, as a signal does. */
  static void interrupt(RunFacts.Stop why) {
    requireNonNull(BENCHMARK.get()).interrupt(why);
  }

  /** Ends the run that goes on, as one of its rules does: no new request is sent. */
  static void close(RunFacts.Stop why) {
    requireNonNull(BENCHMARK.get()).first().gate().close(why);
  }

  /** The simulation itself, of a benchmark that a test has prepared. */
  public static final class Load extends BenchmarkSimulation {

    public Load() {
      super(requireNonNull(BENCHMARK.get()));
    }
  }

  /** Waits for what the other side is about to do; false when it doesn't. */
  static boolean await(BooleanSupplier state) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!state.getAsBoolean()) {
      if (System.nanoTime() - until > 0) {
        return false;
      }
      LockSupport.parkNanos(REST_NANOS);
    }
    return true;
  }

  /** Files of this process that are open, of which this is said; 0 where there is no /proc. */
  static long open(String kind) {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.filter(file -> target(file).startsWith(kind)).count();
    } catch (IOException e) {
      return 0;
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** Bytes of the heap that are in use after a collection. */
  static long heapBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
