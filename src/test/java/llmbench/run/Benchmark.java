package llmbench.run;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import llmbench.process.Shutdown;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/**
 * All that one run measures: a benchmark, or the several of a check, one after the other. What
 * comes after the run is {@link EndOfRun}'s.
 */
public final class Benchmark {

  /** So long Gatling's report waits for ours, when the run is stopped. */
  private static final long OURS_FIRST_SECONDS = 10;

  private final List<RunStep> steps;
  private final Thread gatling = Thread.currentThread();
  private volatile @Nullable Path runDirectory;
  private volatile boolean over;
  private volatile boolean interrupted;
  private final CountDownLatch reported = new CountDownLatch(1);

  private Benchmark(List<RunStep> steps) {
    this.steps = List.copyOf(steps);
  }

  /**
   * Prepares what the system properties ask for. What its user can mend ends the process here, with
   * a message and without a stack trace.
   *
   * @param simulation that Gatling runs
   * @param after what is made of the run's files
   */
  public static Benchmark prepare(Class<?> simulation, AfterRun after) {
    Properties properties = System.getProperties();
    ProgressDisplay display = ProgressDisplay.ofProcess(System.getenv());
    List<RunStep> steps = new ArrayList<>();
    for (ConsistencyCheck.Part part : ConsistencyCheck.parts(properties)) {
      Preparation before = steps.isEmpty() ? null : steps.get(0).prepared();
      Preparation prepared =
          Preparation.orExit(part.sources(), before, System.getenv(), simulation);
      steps.add(new RunStep(part.name(), prepared, display));
    }
    Benchmark benchmark = new Benchmark(steps);
    Thread end = new Thread(new EndOfRun(benchmark, after), "llm-end-of-run");
    Runtime.getRuntime().addShutdownHook(end);
    Shutdown.withMaven();
    return benchmark;
  }

  public List<RunStep> steps() {
    return steps;
  }

  /** Gatling's directory of this run; null before the first step is opened. */
  @Nullable Path runDirectory() {
    return runDirectory;
  }

  /** What users do first of all: once a run, and before anything is sent to the server. */
  public ChainBuilder jvmWarmUp(RunStep step) {
    return step == steps.get(0) ? ClientWarmUp.of(step) : exec(session -> session);
  }

  /** The run directory is known, and {@code step} is the next: those before it are over. */
  public void open(RunStep step, Path directory) {
    if (interrupted) {
      return;
    }
    runDirectory = directory;
    steps.stream().filter(other -> other != step && other.isOpen()).forEach(RunStep::close);
    step.open(directory);
  }

  /**
   * Gatling has run all: its log is whole, and nothing more comes. Of a run that is stopped our
   * report is made at once, so Gatling's waits here: the two would only slow each other down.
   */
  public void ended() {
    over = true;
    close();
    if (interrupted) {
      try {
        var unused = reported.await(OURS_FIRST_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Our report is made, or can't be. */
  void reported() {
    reported.countDown();
  }

  /** Whether Gatling has run all. */
  boolean isOver() {
    return over;
  }

  /** Gatling's own thread: at its end is its report, then the process's end. */
  Thread gatling() {
    return gatling;
  }

  /** Sends nothing more, and ends what is in flight: Gatling comes to its end by itself then. */
  void interrupt(RunFacts.Stop why) {
    interrupted = true;
    steps.forEach(step -> step.interrupt(why));
  }

  /** What is recorded is on disk. */
  void close() {
    steps.stream().filter(RunStep::isOpen).forEach(RunStep::close);
  }
}
