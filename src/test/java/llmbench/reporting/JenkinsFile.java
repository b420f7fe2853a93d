package llmbench.reporting;

import java.util.List;
import llmbench.runlog.RecordedRun;

/** The file by which Jenkins finds a run of several levels, whose log is that of all of them. */
public final class JenkinsFile {

  private JenkinsFile() {}

  /** That of a run, or of all shards of one. */
  public static OutputFile of(List<RecordedRun> logs) {
    return new OutputFile(JenkinsFormat.FILE, OutputFile.Content.of(() -> JenkinsFormat.of(logs)));
  }
}
