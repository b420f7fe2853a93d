package llmbench.reporting;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import llmbench.verdict.Outcome;

/** The report that a run makes of itself at its end. */
public final class FinishedRun {

  private FinishedRun() {}

  /**
   * The report at the end of a run: writes the files, prints the block, the true figures, the
   * doubts and where the files are. Odd data gives a message, never an exception.
   *
   * @return the exit status that the run deserves: 0, or not if nothing succeeded, or a rule about
   *     errors or an SLO is broken
   */
  public static int report(Path runDirectory, PrintStream out) {
    return report(runDirectory, out, console -> {});
  }

  /**
   * The same with something beside the figures.
   *
   * @param beside prints what is to be read with them
   */
  public static int report(Path runDirectory, PrintStream out, Consumer<PrintStream> beside) {
    try {
      RunTokenizer counter = new RunTokenizer();
      ReportInput input = ReportInput.read(List.of(runDirectory), Map.of(), counter);
      out.println();
      // First what needs no disk: it may be full.
      ReportParts parts = ReportParts.of(input, counter.available());
      ReportConsole console = new ReportConsole(parts, out);
      console.figures();
      beside.accept(out);
      console.verdict();
      int written = write(parts, runDirectory, out);
      sayFailure(parts.outcome(), out);
      return Math.max(written, status(parts.outcome()));
    } catch (OutOfMemoryError e) {
      out.println(tooLarge(runDirectory.toString()));
      return ExitStatus.BAD_INPUT;
    } catch (RuntimeException e) {
      // Whatever it is: Gatling's own report is made, and its user wants a sentence, not a trace.
      out.println("The run can't be reported: " + e.getMessage());
      return ExitStatus.BAD_INPUT;
    }
  }

  private static int write(ReportParts parts, Path runDirectory, PrintStream out) {
    try {
      ReportFiles files = new ReportFiles(parts);
      List<Path> written = files.writeAll(runDirectory);
      ReportFiles.listed(runDirectory, written).forEach(out::println);
      files.leftOut().ifPresent(out::println);
      Optional<Path> result = files.saveResult();
      result.ifPresent(file -> out.println("Result: " + file));
      return 0;
    } catch (IOException e) {
      out.println(
          "Not all files of the report could be written ("
              + e.getMessage()
              + "). When that is put right: mvn -q exec:java@report -Dexec.args="
              + runDirectory);
      return ExitStatus.BAD_INPUT;
    }
  }

  /** What to do with a run that is too large for this process's memory. */
  public static String tooLarge(String what) {
    return "The run is too large to be reported in "
        + (Runtime.getRuntime().maxMemory() >> 20)
        + " MB. Report it again with more, for example MAVEN_OPTS=-Xmx8g mvn -q"
        + " exec:java@report -Dexec.args="
        + what;
  }

  /** Says what the exit status is, and why; nothing of a run that is good. */
  public static void sayFailure(Outcome outcome, PrintStream out) {
    if (outcome.isFailure()) {
      out.println(outcome.line() + ": exit status " + ExitStatus.FAILED + ".");
    }
  }

  /** The exit status of such an outcome. */
  public static int status(Outcome outcome) {
    return outcome.isFailure() ? ExitStatus.FAILED : 0;
  }
}
