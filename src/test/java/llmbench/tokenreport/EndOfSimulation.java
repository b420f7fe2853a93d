package llmbench.tokenreport;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
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
      System.out.println("llm | No llm(...) request was sent: there is no token report.");
      recording.close(State.FINISHED, null);
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

  /** First what is measured gets onto the disk, then Gatling ends its log and reports. */
  private void stop(String why) {
    recording.interrupt();
    recording.close(State.STOPPED, new Stop(StopCause.SIGNAL, why));
    recording.stopGatling("stopped " + why);
    if (!Shutdown.await(() -> Shutdown.isExiting(gatling), GATLINGS_END)) {
      System.out.println(
          "Gatling's own report was not made in time; its reports-only mode makes it: "
              + recording.directory().getFileName());
    }
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
    return Files.isDirectory(recording.directory())
        ? FinishedRun.report(recording.directory(), System.out)
        : 0;
  }
}
