package llmbench.reporting.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.reporting.ExitStatus;
import llmbench.reporting.OutputFile;
import llmbench.reporting.ReportFormats;
import llmbench.reporting.ReportInput;
import llmbench.reporting.ReportParts;
import llmbench.reporting.RunTokenizer;

/** What belongs to all steps of a check together: Jenkins's file, the comparison and its page. */
public final class FinishedCheck {

  private FinishedCheck() {}

  /**
   * Writes the files into the run's directory and prints the comparison.
   *
   * @return the exit status
   */
  public static int report(Path runDirectory, PrintStream out) {
    try {
      ReportInput log = ReportInput.read(List.of(runDirectory), Map.of(), new RunTokenizer());
      for (OutputFile file :
          new ReportFormats(ReportParts.of(log, true)).named("jenkins").files()) {
        file.write(runDirectory);
      }
      ConsistencyReport.make(runDirectory, out);
      return 0;
    } catch (RuntimeException | IOException e) {
      out.println("The steps can't be compared: " + e.getMessage());
      return ExitStatus.BAD_INPUT;
    }
  }
}
