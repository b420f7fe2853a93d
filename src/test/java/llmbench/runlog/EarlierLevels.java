package llmbench.runlog;

import java.nio.file.Path;
import java.util.Map;
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

  /** The options with which a level was measured; empty where it wasn't, to its end. */
  public static Optional<Map<String, String>> options(Path level) {
    Path file = level.resolve(RecordedRun.RUN_FILE);
    if (!PlainFile.isThere(file) || !PlainFile.isThere(level.resolve(RecordedRun.REQUEST_FILE))) {
      return Optional.empty();
    }
    try {
      RunFacts facts = RunFileReader.read(file);
      return facts.state() == RunFacts.State.FINISHED
          ? Optional.of(facts.options())
          : Optional.empty();
    } catch (RunFileReader.BrokenException broken) {
      return Optional.empty();
    }
  }
}
