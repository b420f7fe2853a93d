package llmbench.reporting;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import llmbench.timeline.PlanFacts;

/** What the levels of a plan come to together. */
public interface PlanReport {

  /** The plan's name in plan.json. */
  String plan();

  /**
   * Prints it and writes its files into the run's directory. Levels that were never begun have no
   * directory.
   *
   * @return the exit status that they deserve together
   */
  int report(Path runDirectory, PlanFacts plan, PrintStream out) throws IOException;
}
