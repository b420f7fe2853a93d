package llmbench.runlog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/**
 * What one run left behind, read and laid side by side. Any of its files may be missing.
 *
 * @param directory where it is
 * @param facts run.json; null when it is missing
 * @param requests requests.jsonl, in its order; empty when it is missing
 * @param lines how requests.jsonl read; null when it is missing
 * @param responses the log's responses; empty when it is missing
 * @param ttftMillis times to the first token, where Gatling's log carries them as groups of the
 *     name {@link #TTFT_GROUP}
 * @param crashes how many requests could not even be sent, by the log
 * @param log how simulation.log read; null when it is missing
 */
public record RecordedRun(
    Path directory,
    @Nullable RunFacts facts,
    List<RequestRecord> requests,
    @Nullable RequestLines lines,
    List<LogRecord.Response> responses,
    List<Integer> ttftMillis,
    int crashes,
    @Nullable SimulationLog log) {

  /** The name of the group that carries TTFT into Gatling's report. */
  public static final String TTFT_GROUP = "Time to first token";

  /**
   * Reads a run directory.
   *
   * @throws RunLogException when there is none, or a file in it is not what it says
   */
  public static RecordedRun read(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new RunLogException(
          directory
              + " is no run directory.\nExpected is one that Gatling made, such as"
              + " target/gatling/benchmarksimulation-20261124120000000.");
    }
    Path runFile = directory.resolve("run.json");
    Path requestFile = directory.resolve("requests.jsonl");
    Path logFile = directory.resolve("simulation.log");
    if (!Files.exists(requestFile) && !Files.exists(logFile)) {
      throw new RunLogException(
          directory + " holds neither requests.jsonl nor simulation.log: no run to report.");
    }
    List<RequestRecord> requests = new ArrayList<>();
    RequestLines lines =
        Files.exists(requestFile) ? RequestLines.read(requestFile, requests::add) : null;
    List<LogRecord.Response> responses = new ArrayList<>();
    List<Integer> ttftMillis = new ArrayList<>();
    int[] crashes = {0};
    SimulationLog log =
        Files.exists(logFile)
            ? SimulationLog.read(
                logFile,
                record -> {
                  if (record instanceof LogRecord.Response response) {
                    responses.add(response);
                  } else if (record instanceof LogRecord.Group group && group.isTtft()) {
                    ttftMillis.add(group.cumulatedMillis());
                  } else if (record instanceof LogRecord.Crash) {
                    crashes[0]++;
                  }
                })
            : null;
    return new RecordedRun(
        directory,
        Files.exists(runFile) ? RunFile.read(runFile) : null,
        List.copyOf(requests),
        lines,
        List.copyOf(responses),
        List.copyOf(ttftMillis),
        crashes[0],
        log);
  }
}
