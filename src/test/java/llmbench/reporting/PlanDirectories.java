package llmbench.reporting;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.runlog.RecordedRun;

/**
 * Where the levels of a plan are: below the directory of one run, or below those of all shards.
 *
 * @param directory that files are written to: the run's own, if it is one
 * @param runs below which a level is
 * @param own whether it is a run's own report, made at its end
 */
public record PlanDirectories(Path directory, List<Path> runs, boolean own) {

  public PlanDirectories {
    runs = List.copyOf(runs);
  }

  /** Those of one run. */
  public static PlanDirectories of(Path run) {
    return new PlanDirectories(run, List.of(run), false);
  }

  /** Those of one run, whose report is made at its end. */
  public static PlanDirectories own(Path run) {
    return new PlanDirectories(run, List.of(run), true);
  }

  /** Where the files of a level are. */
  public Path level(String name) {
    return directory.resolve(name);
  }

  /** Whether a level was recorded, by any of them. */
  public boolean isRecorded(String level) {
    return !recorded(level).isEmpty();
  }

  /**
   * Reads a level that was recorded, all shards that have it as one run.
   *
   * @param counter of its tokens
   */
  public ReportInput read(String level, RunTokenizer counter) {
    List<Path> parts = recorded(level);
    return own
        ? ReportInput.own(parts.get(0), counter)
        : ReportInput.read(parts, Map.of(), counter);
  }

  private List<Path> recorded(String level) {
    return runs.stream().map(run -> run.resolve(level)).filter(RecordedRun::isIn).toList();
  }
}
