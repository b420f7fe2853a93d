package llmbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.simserver.SimServer;
import llmbench.timeline.RunFacts;

/**
 * What comes after Gatling is done: our report, then our exit status. A shutdown hook, since
 * nothing else comes after Gatling's own report.
 */
final class EndOfRun implements Runnable {

  private final Benchmark benchmark;

  EndOfRun(Benchmark benchmark) {
    this.benchmark = benchmark;
  }

  @Override
  public void run() {
    // A run that Gatling ended itself is closed already; this one was stopped from outside.
    benchmark.close(RunFacts.State.STOPPED);
    int status = 0;
    for (Step step : benchmark.steps()) {
      status = Math.max(status, report(step));
    }
    Path runDirectory = benchmark.runDirectory();
    if (benchmark.steps().size() > 1 && runDirectory != null) {
      status = Math.max(status, whole(runDirectory));
    }
    System.out.flush();
    System.err.flush();
    if (status != 0) {
      // Gatling's exit status is decided already; only this changes it without losing its report.
      Runtime.getRuntime().halt(status);
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
    int status = Report.finish(directory, System.out);
    SimServer server = step.prepared().server();
    if (server != null && step.name().isEmpty()) {
      SimulatedServer.printTruth(server, System.out);
    }
    return status;
  }

  /** What belongs to all steps together: Jenkins's file, and the comparison. */
  private static int whole(Path runDirectory) {
    try {
      ReportInput log = ReportInput.read(List.of(runDirectory), Map.of(), new RunTokenizer());
      Files.createDirectories(runDirectory.resolve("js"));
      Files.writeString(
          runDirectory.resolve("js").resolve("global_stats.json"),
          new ReportFiles(log, true).globalStats());
      ConsistencyCheck.print(runDirectory, System.out);
      return 0;
    } catch (RuntimeException | IOException e) {
      System.out.println("The steps can't be compared: " + e.getMessage());
      return Report.BAD_INPUT;
    }
  }
}
