package llmbench.run;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import llmbench.process.Shutdown;
import llmbench.recorder.PlanFile;
import llmbench.simserver.SimServer;
import llmbench.timeline.PlanFacts;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/**
 * All that one run measures: a benchmark, or the several of a check, one after the other. What
 * comes after the run is {@link EndOfRun}'s.
 */
public final class Benchmark {

  /** So long Gatling's report waits for ours, when the run is stopped. */
  private static final long OURS_FIRST_SECONDS = 10;

  private final PlanFacts plan;
  private final List<RunStep> steps;
  private final Thread gatling = Thread.currentThread();
  private volatile @Nullable Path runDirectory;
  private volatile boolean over;
  private volatile boolean interrupted;
  private volatile boolean hasReport;
  private final CountDownLatch reported = new CountDownLatch(1);

  private Benchmark(PlanFacts plan, List<RunStep> steps) {
    this.plan = plan;
    this.steps = List.copyOf(steps);
  }

  /**
   * Prepares the levels of a plan, one after the other; what is said is said as it is done.
   *
   * @param display where they show how far they are
   * @param environment of the process
   * @param simulation that Gatling runs
   * @throws RefusedException when the run can't begin
   */
  public static Benchmark prepare(
      RunPlans.Planned plan,
      ProgressDisplay display,
      Map<String, String> environment,
      Class<?> simulation) {
    Preparation preparation = new Preparation(environment, simulation);
    List<RunStep> steps = new ArrayList<>();
    SaidOnce sayOnce = new SaidOnce(SaidOnce::aside);
    // The levels of a run share its simulated server.
    SimServer running = null;
    for (Level level : plan.levels()) {
      PreparedRun prepared = preparation.prepare(level.sources(), running);
      running = prepared.target().server();
      steps.add(RunStep.begin(level.name(), prepared, display, sayOnce));
    }
    return new Benchmark(plan.facts(), steps);
  }

  /** Has the run reported when Gatling is done, or when it is stopped; ends with Maven. */
  public Benchmark reportedBy(AfterRun after) {
    hasReport = true;
    Runtime.getRuntime().addShutdownHook(new Thread(new EndOfRun(this, after), "llm-end-of-run"));
    Shutdown.withMaven();
    return this;
  }

  /** What is measured, in this order. */
  public List<RunStep> steps() {
    return steps;
  }

  /** Gatling's directory of this run; null before the first step is opened. */
  public @Nullable Path runDirectory() {
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
    keepPlan(directory);
    steps.stream().filter(other -> other != step && other.isOpen()).forEach(RunStep::close);
    step.open(directory);
  }

  /** What the levels are, for whoever reports them together. */
  private void keepPlan(Path directory) {
    if (steps.size() > 1) {
      try {
        PlanFile.write(directory, plan);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Gatling has run all: its log is whole, and nothing more comes. Of a run that is stopped our
   * report is made at once, so Gatling's waits here: the two would only slow each other down.
   */
  public void ended() {
    over = true;
    close();
    if (interrupted && hasReport) {
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
  public void interrupt(RunFacts.Stop why) {
    interrupted = true;
    steps.forEach(step -> step.interrupt(why));
  }

  /** What is recorded is on disk. */
  void close() {
    steps.stream().filter(RunStep::isOpen).forEach(RunStep::close);
  }
}
