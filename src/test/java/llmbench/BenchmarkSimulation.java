package llmbench;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import llmbench.injection.BusyLoops;
import llmbench.injection.OpenModel;
import llmbench.injection.RunDirectoryProbe;
import llmbench.injection.Stage;
import llmbench.injection.StageRelay;
import llmbench.process.Console;
import llmbench.process.LoadGenerator;
import llmbench.process.OwnProcess;
import llmbench.process.RunDirectory;
import llmbench.reporting.FinishedRun;
import llmbench.reporting.plan.FinishedLevel;
import llmbench.reporting.plan.FinishedPlan;
import llmbench.run.AfterRun;
import llmbench.run.AskedFor;
import llmbench.run.Benchmark;
import llmbench.run.GatlingSummary;
import llmbench.run.NotRunException;
import llmbench.run.ProgressDisplay;
import llmbench.run.ResultDirectory;
import llmbench.run.RunPlans;
import llmbench.run.RunStep;
import llmbench.runlog.EarlierLevels;
import llmbench.runlog.RunLogException;

/**
 * The load half: the requests of {@code vllm bench serve} or {@code evalscope perf}, sent by
 * Gatling. Options come from system properties: see the README, or docs/options.md for all of them.
 */
public class BenchmarkSimulation extends Simulation {

  // Protocol: nothing is sent but what the tool sends.
  private final HttpProtocolBuilder protocol =
      http.disableWarmUp()
          .disableAutoOrigin()
          .disableAutoReferer()
          .disableCaching()
          .disableFollowRedirect();

  private final Benchmark benchmark;

  /** As Gatling makes it: of what the system properties ask for, reported when it is over. */
  public BenchmarkSimulation() {
    this(asked());
  }

  /** Of a benchmark that is prepared already. */
  protected BenchmarkSimulation(Benchmark benchmark) {
    this.benchmark = benchmark;
    setUp(
        benchmark.isOfSeveral()
            ? List.of(StageRelay.population(RunStep.LEVELS, getClass(), this::nextStages).noShard())
            : Stage.inOrder(stages(benchmark.first())));
  }

  /** Parameters: what was asked for, validated; prompts and requests, made before the clock. */
  private static Benchmark asked() {
    OwnProcess.prepare();
    try {
      RunDirectory.askedFolder().ifPresent(ResultDirectory::checkGatlings);
      return Benchmark.prepare(
              RunPlans.of(AskedFor.by(System.getProperties())),
              ProgressDisplay.ofProcess(System.getenv()),
              System.getenv(),
              BenchmarkSimulation.class)
          .reportedBy(
              new AfterRun(
                  FinishedRun::report,
                  FinishedLevel::report,
                  FinishedPlan::report,
                  new AfterRun.Earlier(EarlierLevels::plan, EarlierLevels::measured)))
          .endingTheProcess(LoadGenerator.ofThisProcess());
    } catch (NotRunException e) {
      throw Console.exit(String.valueOf(e.getMessage()), e.status());
    } catch (RunLogException earlier) {
      throw Console.exit(String.valueOf(earlier.getMessage()), Console.BAD_INPUT);
    }
  }

  /** Levels are made one after the other: what comes next may depend on what came before. */
  private List<Stage> nextStages(Path runDirectory) {
    return benchmark.next(runDirectory, this::stages).orElse(List.of());
  }

  private List<Stage> stages(RunStep step) {
    // Scenario: the client warms up, every user opens its connection, all meet; then each sends
    // prompt after prompt, or, where requests have times of their own, each has a user of its own.
    ChainBuilder warmUp =
        exec(new BusyLoops())
            .exec(new RunDirectoryProbe(getClass(), directory -> benchmark.open(step, directory)))
            .exec(benchmark.jvmWarmUp(step))
            .exec(step.load().beforeConnections())
            .exec(step.gatling().trusted())
            .exec(step.warmConnection())
            .exec(step.eventLoops());
    ChainBuilder request = step.send();
    HttpProtocolBuilder server = step.gatling().through(protocol.baseUrl(step.baseUrl()));

    // Injection: each at its time, until a rule or a signal ends it … Of several load generators
    // each was told its part: Gatling Enterprise is not to divide it again.
    if (step.load().openModel().isPresent()) {
      PopulationBuilder preparation =
          OpenModel.preparation(step.scenario() + " preparation", step.users(), warmUp);
      Stream<Stage> first =
          step.load().warmUpModel().stream()
              .map(model -> at(model, step, step.scenario() + " warm-up", step.sendWarmUp()))
              .map(Stage::new);
      PopulationBuilder measured =
          at(step.load().openModel().get(), step, step.scenario(), request);
      return Stream.of(
              Stream.of(new Stage(preparation)),
              first,
              step.load().awaitStart(step.scenario()),
              step.probed(measured))
          .flatMap(each -> each)
          .map(stage -> stage.map(population -> population.protocols(server).noShard()))
          .toList();
    }
    // … or so many users who are there from the beginning, with a request in flight each.
    return step.probed(step.load().atOnce().population(step.scenario(), warmUp, request))
        .map(stage -> stage.map(population -> population.protocols(server).noShard()))
        .toList();
  }

  private static PopulationBuilder at(
      OpenModel model, RunStep step, String scenario, ChainBuilder request) {
    return model.population(scenario, exec(step.gatling().trusted()).exec(request));
  }

  /** The log is closed; Gatling's own report, and ours behind it, are still to come. */
  @Override
  public void after() {
    GatlingSummary.leaveOut(System.getProperties());
    benchmark.ended();
  }
}
