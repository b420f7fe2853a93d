package llmbench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import llmbench.process.Shutdown;
import llmbench.simserver.SimServer;
import llmbench.timeline.RunFacts;

/**
 * What comes after Gatling is done: our report, then our exit status. A shutdown hook, since
 * nothing else comes after Gatling's own report.
 */
final class EndOfRun implements Runnable {

  /** A run that is stopped is reported at once; then Gatling's own report gets so long. */
  private static final Duration GATLINGS_REPORT = Duration.ofSeconds(5);

  /** For Gatling's log; a run that is stopped in its first moments takes longer to end. */
  private static final Duration GATLINGS_LOG = Duration.ofMillis(800);

  private final Benchmark benchmark;
  private final AfterRun after;

  EndOfRun(Benchmark benchmark, AfterRun after) {
    this.benchmark = benchmark;
    this.after = after;
  }

  @Override
  public void run() {
    // Gatling's own exit runs this hook from its thread; anything else comes from outside.
    boolean early = !Shutdown.isExiting(benchmark.gatling());
    if (!benchmark.isOver()) {
      String why = early ? Shutdown.cause() : "since Gatling gave up";
      benchmark.interrupt(new RunFacts.Stop(RunFacts.StopCause.SIGNAL, why));
      if (early) {
        Shutdown.await(benchmark::isOver, GATLINGS_LOG);
      }
      benchmark.close();
    }
    int status = report();
    benchmark.reported();
    System.out.flush();
    if (early) {
      // Gatling is done when it waits for us to be.
      awaitGatling();
    }
    if (status != 0) {
      System.err.flush();
      // The status is decided already, by Gatling or the signal; only this changes it without
      // losing its report.
      Runtime.getRuntime().halt(status);
    }
  }

  private int report() {
    int status = 0;
    for (RunStep step : benchmark.steps()) {
      status = Math.max(status, report(step));
    }
    Path runDirectory = benchmark.runDirectory();
    if (runDirectory == null) {
      System.out.println("The run was stopped before its first request: nothing to report.");
    } else if (benchmark.steps().size() > 1) {
      status = Math.max(status, after.together().report(runDirectory, System.out));
    }
    return status;
  }

  private void awaitGatling() {
    Path runDirectory = benchmark.runDirectory();
    boolean made = Shutdown.await(() -> Shutdown.isExiting(benchmark.gatling()), GATLINGS_REPORT);
    if (!made && runDirectory != null) {
      System.out.println(
          "Gatling's own report was not made in time. To make it: mvn gatling:test"
              + " -Dgatling.reportsOnly="
              + runDirectory.getFileName());
      System.out.flush();
    }
  }

  private int report(RunStep step) {
    IOException failure = step.failure();
    if (failure != null) {
      System.err.println("The run's record is incomplete: " + failure.getMessage());
    }
    Path directory = step.directory();
    if (directory == null) {
      return 0;
    }
    if (!step.name().isEmpty()) {
      System.out.println("\n== " + step.name());
    }
    SimServer server = step.simulatedServer();
    return after
        .each()
        .report(
            directory,
            System.out,
            out -> {
              if (server != null && step.name().isEmpty()) {
                SimulatedServer.printTruth(server, out);
              }
            });
  }
}
