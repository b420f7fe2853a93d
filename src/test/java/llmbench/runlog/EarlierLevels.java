package llmbench.runlog;

import java.nio.file.Path;
import java.util.Optional;
import llmbench.files.PlainFile;
import llmbench.timeline.RunFacts;

/** What an earlier run of several levels has measured. */
public final class EarlierLevels {

  private EarlierLevels() {}

  /**
   * The name of its plan.
   *
   * @throws RunLogException when plan.json can't be read
   */
  public static String plan(Path runDirectory) {
    return PlanFileReader.read(runDirectory).plan();
  }

  /** The facts of a level that was measured to its end; empty where it wasn't. */
  public static Optional<RunFacts> measured(Path level) {
    Path file = level.resolve(RecordedRun.RUN_FILE);
    if (!PlainFile.isThere(file) || !RecordedRun.isIn(level)) {
      return Optional.empty();
    }
    try {
      RunFacts facts = RunFileReader.read(file);
      return facts.state() == RunFacts.State.FINISHED ? Optional.of(facts) : Optional.empty();
    } catch (RunFileReader.BrokenException broken) {
      return Optional.empty();
    }
  }
}
