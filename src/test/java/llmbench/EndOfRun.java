package llmbench;

import java.io.IOException;
import java.nio.file.Path;
import llmbench.recorder.Recorder;
import llmbench.simserver.SimServer;
import llmbench.timeline.RunFacts;

/**
 * What comes after Gatling is done: our report, then our exit status. A shutdown hook, since
 * nothing else comes after Gatling's own report.
 */
final class EndOfRun implements Runnable {

  private final Recorder recorder;
  private final Preparation prepared;

  EndOfRun(Recorder recorder, Preparation prepared) {
    this.recorder = recorder;
    this.prepared = prepared;
  }

  @Override
  public void run() {
    // A run that Gatling ended itself is closed already; this one was stopped from outside.
    recorder.close(RunFacts.State.STOPPED);
    IOException failure = recorder.failure();
    if (failure != null) {
      System.err.println("The record of the run is not whole: " + failure.getMessage());
    }
    Path directory = recorder.directory();
    if (directory == null) {
      return;
    }
    int status = Report.finish(directory, System.out);
    SimServer server = prepared.server();
    if (server != null) {
      SimulatedServer.printTruth(server, System.out);
    }
    System.out.flush();
    System.err.flush();
    if (status != 0) {
      // Gatling's exit status is decided already; only this changes it without losing its report.
      Runtime.getRuntime().halt(status);
    }
  }
}
