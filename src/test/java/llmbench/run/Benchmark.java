package llmbench.run;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import llmbench.process.Console;
import llmbench.process.IoTroubles;
import llmbench.process.LoadGenerator;
import llmbench.process.Shutdown;
import llmbench.recorder.PlanFile;
import llmbench.timeline.PlanFacts;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/**
 * All that one run measures: a benchmark, or the levels of a plan, one after the other. What comes
 * after the run is {@link EndOfRun}'s.
 */
public final class Benchmark {

  /** So long Gatling's report waits for ours, when the run is stopped. */
  private static final long OURS_FIRST_SECONDS = 10;

  private final RunPlans.Planned plan;
  private final LevelSteps steps;
  private final Thread gatling = Thread.currentThread();
  private volatile @Nullable StepReports reports;
  private volatile @Nullable Path runDirectory;
  private volatile boolean over;
  private volatile boolean interrupted;
  private volatile boolean endsProcess;
  private volatile boolean reportsBeforeTheEnd;
  private volatile int refusedStatus;
  private final CountDownLatch reported = new CountDownLatch(1);

  private Benchmark(RunPlans.Planned plan, LevelSteps steps) {
    this.plan = plan;
    this.steps = steps;
  }

  /**
   * Checks the options of all levels that are known, and prepares the first; what is said is said
   * as it is done.
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
    LevelSteps steps = new LevelSteps(plan, new Preparation(environment, simulation), display);
    steps.begin();
    return new Benchmark(plan, steps);
  }

  /**
   * Has its steps reported by this.
   *
   * @throws RefusedException when it is to go on with a run that isn't of its kind
   */
  public Benchmark reportedBy(AfterRun after) {
    steps.checkEarlier(plan.name(), after.earlier());
    reports = new StepReports(plan.name(), after, System.out);
    return this;
  }

  /**
   * Has it reported, and the process end with the report's status, when Gatling is done or is
   * stopped. A load generator of Gatling Enterprise isn't ours to end, and shows what was said
   * before its end alone: there the report is made as soon as Gatling has run all.
   */
  public Benchmark endingTheProcess(Optional<LoadGenerator> generator) {
    reportsBeforeTheEnd = generator.isPresent();
    return reportsBeforeTheEnd ? this : endingTheProcess();
  }

  /** Has the process end with the report's status, when Gatling is done or is stopped. */
  public Benchmark endingTheProcess() {
    endsProcess = true;
    Runtime.getRuntime().addShutdownHook(new Thread(new EndOfRun(this), "llm-end-of-run"));
    Shutdown.withMaven();
    return this;
  }

  /** Whether there is more than one level: each has a directory of its own then. */
  public boolean isOfSeveral() {
    return steps.isOfSeveral();
  }

  /** What is measured first, or alone; once it is prepared. */
  public RunStep first() {
    return steps.begun().get(0);
  }

  /**
   * What is measured next, of several: the steps before it are over. Reports the last of them, and
   * prepares the next, which takes its time.
   *
   * @param directory of the run
   * @param made what is made of the step
   * @return empty when all is measured, or nothing more can be; never an exception, since Gatling
   *     would wait for ever for what ends with one
   */
  public <T> Optional<T> next(Path directory, Function<RunStep, T> made) {
    try {
      return following(directory).map(made);
    } catch (RuntimeException | Error e) {
      return defect(e);
    }
  }

  private Optional<RunStep> following(Path directory) {
    runDirectory = directory;
    close();
    // Written before as well: a first level that is long in coming may be the last.
    if (!keepPlan(directory) || interrupted) {
      return Optional.empty();
    }
    Optional<RunStep> step = prepared(directory);
    // Whoever interrupts from here on finds it among those that are begun.
    return keepPlan(directory) && !interrupted ? step : Optional.empty();
  }

  private Optional<RunStep> prepared(Path directory) {
    StepReports made = Objects.requireNonNull(reports, "levels are decided by their reports");
    try {
      return steps.next(directory, made);
    } catch (RefusedException e) {
      refuse("The run ends here: " + e.getMessage(), e.status());
    } catch (NotRunException e) {
      refuse(String.valueOf(e.getMessage()), e.status());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      return defect(e);
    }
    return Optional.empty();
  }

  private <T> Optional<T> defect(Throwable why) {
    refuse(
        "The next level can't be prepared, which is a defect of LLM Bench: " + why,
        Console.BAD_INPUT);
    return Optional.empty();
  }

  private void refuse(String why, int status) {
    refusedStatus = Math.max(refusedStatus, status);
    Console.say(why);
  }

  /** Gatling's directory of this run; null before the first step is opened. */
  public @Nullable Path runDirectory() {
    return runDirectory;
  }

  /** What users do first of all: once a run, and before anything is sent to the server. */
  public ChainBuilder jvmWarmUp(RunStep step) {
    return step == first() ? ClientWarmUp.of(step) : exec(session -> session);
  }

  /** The run directory is known, and {@code step} is the next. */
  public void open(RunStep step, Path directory) {
    if (interrupted) {
      return;
    }
    runDirectory = directory;
    step.open(directory);
  }

  /**
   * Writes what the levels are, for whoever reports them together.
   *
   * @return whether it could be written: what is measured without it could not be reported
   */
  private boolean keepPlan(Path directory) {
    try {
      PlanFile.write(directory, steps.facts(plan.name()));
      return true;
    } catch (IOException e) {
      refuse(
          "No more levels are measured, since "
              + directory.resolve(PlanFacts.FILE)
              + " can't be written: "
              + IoTroubles.reason(e)
              + ".",
          Console.UNWRITTEN);
      return false;
    }
  }

  /**
   * Gatling has run all: its log is whole, and nothing more comes. Of a run that is stopped our
   * report is made at once, so Gatling's waits here: the two would only slow each other down.
   */
  public void ended() {
    over = true;
    close();
    steps.close();
    if (reportsBeforeTheEnd) {
      Console.say("Exit status of the report: " + report());
    }
    if (interrupted && endsProcess) {
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

  /** Whether any prompt was sent. */
  boolean hasSent() {
    return steps.begun().stream().anyMatch(step -> step.prepared().workload().hasSent());
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
    steps.close();
    // Those before it are over.
    steps.last().ifPresent(step -> step.interrupt(why));
  }

  /** Reports what isn't reported yet; the exit status of all. */
  int report() {
    StepReports made = Objects.requireNonNull(reports);
    steps.begun().forEach(made::report);
    Path directory = runDirectory;
    if (directory == null) {
      System.out.println("The run was stopped before its first request: nothing to report.");
    } else if (isOfSeveral()) {
      made.together(directory);
    }
    return Math.max(refusedStatus, made.status());
  }

  /** What is recorded is on disk. */
  void close() {
    steps.begun().stream().filter(RunStep::isOpen).forEach(RunStep::close);
  }
}
