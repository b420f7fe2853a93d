package llmbench.reporting.plan;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import llmbench.plan.Level;
import llmbench.plan.LevelOutcome;
import llmbench.reporting.LevelOutcomes;
import llmbench.reporting.PlanDirectories;
import llmbench.reporting.ReportFiles;
import llmbench.reporting.ReportInput;
import llmbench.reporting.ReportParts;
import llmbench.reporting.RunTokenizer;
import llmbench.reporting.Unreported;
import llmbench.timeline.PlanFacts;

/** The report of a level of several, made while others are still to come. */
public final class FinishedLevel {

  private FinishedLevel() {}

  /**
   * Writes the level's files into its directory, and prints of it what its plan says while it goes
   * on. Odd data gives a message, never an exception.
   *
   * @param plan its name
   */
  public static LevelOutcome report(String plan, Level level, Path directory, PrintStream out) {
    AtomicReference<LevelOutcome> outcome = new AtomicReference<>();
    int status =
        Unreported.unless(
            () -> made(plan, level, directory, outcome, out),
            directory.toString(),
            "The level " + level.name() + " can't be reported: ",
            out);
    LevelOutcome known = outcome.get();
    return known != null ? known : LevelOutcome.unmeasured(level.name(), status);
  }

  private static int made(
      String plan,
      Level level,
      Path directory,
      AtomicReference<LevelOutcome> outcome,
      PrintStream out)
      throws IOException {
    ReportParts parts = parts(directory);
    outcome.set(LevelOutcomes.of(level.name(), parts));
    PlanReports.of(plan).level(new PlanFacts.Level(level.name(), level.settings()), parts, out);
    ReportFiles files = new ReportFiles(parts);
    var unused = files.writeAll(directory);
    files.saveResult().forEach((what, file) -> out.println(what + ": " + file));
    return 0;
  }

  /** What the levels of a plan came to that have a record. */
  static List<LevelOutcome> outcomes(PlanDirectories where, PlanFacts plan) throws IOException {
    List<LevelOutcome> outcomes = new ArrayList<>();
    for (PlanFacts.Level level : plan.levels()) {
      if (where.isRecorded(level.name())) {
        outcomes.add(LevelOutcomes.of(level.name(), parts(where, level.name())));
      }
    }
    return outcomes;
  }

  /** The same, and writes the files of each. */
  static List<LevelOutcome> written(PlanDirectories where, PlanFacts plan) throws IOException {
    List<LevelOutcome> outcomes = new ArrayList<>();
    for (PlanFacts.Level level : plan.levels()) {
      if (where.isRecorded(level.name())) {
        ReportParts parts = parts(where, level.name());
        var unused = new ReportFiles(parts).writeAll(where.level(level.name()));
        outcomes.add(LevelOutcomes.of(level.name(), parts));
      }
    }
    return outcomes;
  }

  private static ReportParts parts(PlanDirectories where, String level) throws IOException {
    RunTokenizer counter = new RunTokenizer();
    ReportInput input = where.read(level, counter);
    return ReportParts.of(input, counter.available());
  }

  /** Of a level that has just ended. */
  private static ReportParts parts(Path directory) throws IOException {
    RunTokenizer counter = new RunTokenizer();
    ReportInput input = ReportInput.own(directory, counter);
    return ReportParts.of(input, counter.available());
  }
}
