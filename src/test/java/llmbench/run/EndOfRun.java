package llmbench.run;

import java.nio.file.Path;
import java.time.Duration;
import llmbench.process.Launched;
import llmbench.process.Shutdown;
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
    int status = benchmark.report();
    if (early && status != 0 && !benchmark.hasSent()) {
      // Gatling has nothing to report, and would say so with a stack trace.
      System.out.flush();
      System.err.flush();
      Runtime.getRuntime().halt(status);
    }
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

  private void awaitGatling() {
    Path runDirectory = benchmark.runDirectory();
    boolean made = Shutdown.await(() -> Shutdown.isExiting(benchmark.gatling()), GATLINGS_REPORT);
    if (!made && runDirectory != null) {
      System.out.println(
          Launched.worded(
              "Gatling's own report was not made in time. To make it: mvn gatling:test"
                  + " -Dgatling.reportsOnly="
                  + runDirectory.getFileName()));
      System.out.flush();
    }
  }
}
