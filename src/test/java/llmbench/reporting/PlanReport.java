package llmbench.reporting;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import llmbench.plan.LevelOutcome;
import llmbench.timeline.PlanFacts;

/** What the levels of a plan come to together. */
public interface PlanReport {

  /** The plan's name in plan.json. */
  String plan();

  /**
   * Says what a level came to, as soon as it is over and others are still to come: by default all
   * its figures.
   */
  default void level(PlanFacts.Level level, ReportParts parts, PrintStream out) {
    out.println("\n== " + level.name() + "\n");
    ReportConsole console = new ReportConsole(parts, out);
    console.figures();
    console.doubts();
    console.end(Optional.empty());
  }

  /**
   * Prints it and writes its files into the run's directory. Levels that were never begun have no
   * directory, and those that could not be had no record in it.
   *
   * @param outcomes what the levels came to that were measured
   */
  PlanEnding report(
      PlanDirectories where, PlanFacts plan, List<LevelOutcome> outcomes, PrintStream out)
      throws IOException;

  /** The exit status that levels deserve by themselves: by default that of the worst. */
  default int status(List<LevelOutcome> outcomes) {
    return outcomes.stream().mapToInt(LevelOutcome::status).max().orElse(0);
  }

  /** Whether its levels are one benchmark under several loads or settings. */
  default boolean isSweep() {
    return true;
  }

  /** Whether a level without a record may have its result from an earlier run. */
  default boolean takesOver() {
    return false;
  }

  /** Whether a level is to be laid beside the others: what only warms up is not. */
  default boolean isShown(PlanFacts.Level level) {
    return true;
  }
}
