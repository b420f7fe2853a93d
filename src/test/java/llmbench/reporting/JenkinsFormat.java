package llmbench.reporting;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import llmbench.report.jenkins.GlobalStats;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.SimulationLog;

/** The file by which Jenkins finds a run, of one directory or several. */
final class JenkinsFormat implements ReportFormat {

  /** Where the plugin looks for it. */
  static final String FILE = "js/global_stats.json";

  @Override
  public String name() {
    return "jenkins";
  }

  @Override
  public void write(FormatSource from, Writer out) throws IOException {
    out.write(of(from.input().runs()));
  }

  @Override
  public List<OutputFile> files(FormatSource from) {
    return isIn(from.input().runs()) ? file(from, FILE) : List.of();
  }

  /** Whether any of these runs has what the file is made of. */
  private static boolean isIn(List<RecordedRun> runs) {
    return runs.stream().anyMatch(run -> run.log() != null);
  }

  /**
   * The file's text.
   *
   * @throws IllegalArgumentException where no run has a simulation.log
   */
  static String of(List<RecordedRun> runs) {
    if (!isIn(runs)) {
      throw new IllegalArgumentException(
          "There is no simulation.log, and the file for Jenkins is made of it.");
    }
    List<LogRecord.Response> responses = runs.size() == 1 ? responses(runs.get(0)) : all(runs);
    SimulationLog.Span logs = SimulationLog.Span.NONE;
    for (RecordedRun run : runs) {
      SimulationLog log = run.log();
      // What is broken may say any time.
      logs = log == null || !log.isWhole() ? logs : logs.and(log.span());
    }
    return GlobalStats.of(responses, logs);
  }

  private static List<LogRecord.Response> all(List<RecordedRun> runs) {
    return runs.stream().flatMap(run -> responses(run).stream()).toList();
  }

  /**
   * Those of the log; where a run's end has cut it, the record knows more. Without those that we
   * have interrupted ourselves, which are in no figure.
   */
  private static List<LogRecord.Response> responses(RecordedRun run) {
    List<LogRecord.Response> all =
        run.responses().size() >= run.requests().size()
            ? run.responses()
            : LogRecord.Response.of(run.requests(), run.facts());
    return all.stream().noneMatch(LogRecord.Response::isInterrupted)
        ? all
        : all.stream().filter(response -> !response.isInterrupted()).toList();
  }
}
