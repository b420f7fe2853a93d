package llmbench.tokenreport;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import llmbench.process.Console;
import llmbench.process.Shutdown;
import llmbench.reporting.FinishedRun;
import llmbench.timeline.RunFacts.State;
import llmbench.timeline.RunFacts.Stop;
import llmbench.timeline.RunFacts.StopCause;

/**
 * What comes after Gatling is done: our report, and the exit status where an SLO was asked for. A
 * shutdown hook, since nothing else comes after Gatling's own report.
 */
final class EndOfSimulation implements Runnable {

  /** What Gatling gets for its log and its own report when the process is ended from outside. */
  private static final Duration GATLINGS_END = Duration.ofSeconds(5);

  private final Recording recording;
  private final Thread gatling = Thread.currentThread();

  EndOfSimulation(Recording recording) {
    this.recording = recording;
  }

  @Override
  public void run() {
    // Gatling's own exit runs this hook from its thread; anything else comes from outside.
    boolean early = !Shutdown.isExiting(gatling);
    if (!recording.isOpen()) {
      recording.close(State.FINISHED, null);
      Console.say("No llm(...) request was sent: there is no token report.");
      return;
    }
    if (!Files.isDirectory(recording.directory())) {
      // Somebody has taken the run away, a test for example: there is nothing to be said to.
      return;
    }
    if (early) {
      stop(Shutdown.cause());
    } else {
      end();
    }
    int status = report();
    System.out.flush();
    if (status != 0 && recording.hasSlo()) {
      System.err.flush();
      // The status is decided already, by Gatling or the signal; only this changes it without
      // losing Gatling's report.
      Runtime.getRuntime().halt(status);
    }
  }

  /**
   * What is in flight ends first, so that Gatling logs it; then Gatling closes its log and reports,
   * of which it would do nothing by itself. What is measured is on disk meanwhile.
   */
  private void stop(String why) {
    recording.interrupt();
    recording.stopGatling("stopped " + why);
    if (!Shutdown.await(() -> Shutdown.isExiting(gatling), GATLINGS_END)) {
      System.out.println(
          "Gatling's own report was not made in time; its reports-only mode makes it: "
              + recording.directory().getFileName());
    }
    recording.close(State.STOPPED, new Stop(StopCause.SIGNAL, why));
  }

  /** Gatling has ended, by its users' end or before it. */
  private void end() {
    boolean cut = recording.inFlight() > 0;
    if (cut) {
      recording.interrupt();
    }
    recording.close(
        State.FINISHED,
        cut ? new Stop(StopCause.DURATION, "Gatling ended before all answers were there") : null);
  }

  private int report() {
    IOException failure = recording.failure();
    if (failure != null) {
      System.err.println("The record of the run is not whole: " + failure.getMessage());
    }
    return FinishedRun.report(recording.directory(), System.out);
  }
}
