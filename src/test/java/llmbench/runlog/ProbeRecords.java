package llmbench.runlog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import llmbench.files.PlainFile;
import llmbench.timeline.RequestRecord;

/**
 * probes.jsonl: the requests that were sent beside a load, in lines as those of requests.jsonl.
 * There are few of them. A line that can't be read is left out.
 */
public final class ProbeRecords {

  /** Its name beside requests.jsonl. */
  public static final String FILE = "probes.jsonl";

  private ProbeRecords() {}

  /**
   * Those of a run that came to their own end; none where it has no such file.
   *
   * @throws RunLogException when there is one that can't be read
   */
  public static List<RequestRecord> read(Path directory) {
    Path file = directory.resolve(FILE);
    List<RequestRecord> all = new ArrayList<>();
    if (PlainFile.isThere(file)) {
      RequestLines.read(file, all::add);
      all.removeIf(RequestRecord::isInterrupted);
    }
    return List.copyOf(all);
  }
}
