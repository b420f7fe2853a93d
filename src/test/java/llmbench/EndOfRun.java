package llmbench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

  EndOfRun(Benchmark benchmark) {
    this.benchmark = benchmark;
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
    for (Step step : benchmark.steps()) {
      status = Math.max(status, report(step));
    }
    Path runDirectory = benchmark.runDirectory();
    if (runDirectory == null) {
      System.out.println("The run was stopped before its first request: nothing to report.");
    } else if (benchmark.steps().size() > 1) {
      status = Math.max(status, whole(runDirectory));
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

  private static int report(Step step) {
    IOException failure = step.failure();
    if (failure != null) {
      System.err.println("The record of the run is not whole: " + failure.getMessage());
    }
    Path directory = step.directory();
    if (directory == null) {
      return 0;
    }
    if (!step.name().isEmpty()) {
      System.out.println("\n== " + step.name());
    }
    SimServer server = step.prepared().server();
    return Report.finish(
        directory,
        System.out,
        out -> {
          if (server != null && step.name().isEmpty()) {
            SimulatedServer.printTruth(server, out);
          }
        });
  }

  /** What belongs to all steps together: Jenkins's file, and the comparison with its page. */
  private static int whole(Path runDirectory) {
    try {
      ReportInput log = ReportInput.read(List.of(runDirectory), Map.of(), new RunTokenizer());
      for (OutputFile file :
          new ReportFormats(ReportParts.of(log, true)).named("jenkins").files()) {
        file.write(runDirectory);
      }
      ConsistencyReport.make(runDirectory, System.out);
      return 0;
    } catch (RuntimeException | IOException e) {
      System.out.println("The steps can't be compared: " + e.getMessage());
      return Report.BAD_INPUT;
    }
  }
}
