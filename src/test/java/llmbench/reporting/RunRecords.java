package llmbench.reporting;

import java.util.ArrayList;
import java.util.List;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/** The requests of one run directory, or of several that are one run together. */
final class RunRecords {

  private static final double NANOS_PER_MILLI = 1e6;

  private RunRecords() {}

  /**
   * All requests, on the first run's clock. Each directory counts its conversations itself, and has
   * them whole: together they are told apart.
   */
  static Requests of(List<RecordedRun> runs, @Nullable RunFacts first) {
    List<Requests> records = new ArrayList<>();
    for (RecordedRun run : runs) {
      records.add(
          requests(run)
              .later(RunClocks.shiftNanos(first, run.facts()))
              .ofPart(records.size(), runs.size()));
    }
    return Requests.joined(records);
  }

  /** The record's requests; without a record what the log alone has, whole milliseconds. */
  private static Requests requests(RecordedRun run) {
    if (run.lines() != null) {
      return run.requests();
    }
    List<RequestRecord> requests = new ArrayList<>();
    for (LogRecord.Response response : run.prompts()) {
      long zero = run.zeroMillis();
      requests.add(
          new RequestRecord(
              requests.size(),
              response.name(),
              "",
              0,
              0,
              nanos(response.startMillis() - zero),
              nanos(response.endMillis() - zero),
              0,
              0,
              Messages.NONE,
              null,
              null,
              "",
              "",
              response.fault()));
    }
    return Requests.of(requests);
  }

  private static long nanos(long millis) {
    return Math.round(millis * NANOS_PER_MILLI);
  }
}
