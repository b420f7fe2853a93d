package llmbench.reporting;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import llmbench.files.IoReason;
import llmbench.verdict.Outcome;

/** The report that a run makes of itself at its end. */
public final class FinishedRun {

  private FinishedRun() {}

  /**
   * The report at the end of a run: prints the block, the true figures and the doubts, writes the
   * files, and ends with what the run comes to. Odd data gives a message, never an exception.
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
    // Whatever goes wrong: Gatling's own report is made, and its user wants a sentence, no trace.
    return Unreported.unless(
        () -> made(runDirectory, out, beside),
        runDirectory.toString(),
        "The run can't be reported: ",
        out);
  }

  private static int made(Path runDirectory, PrintStream out, Consumer<PrintStream> beside) {
    RunTokenizer counter = new RunTokenizer();
    ReportInput input = ReportInput.own(runDirectory, counter);
    out.println();
    // First what needs no disk: it may be full.
    ReportParts parts = ReportParts.of(input, counter.available());
    ReportConsole console = new ReportConsole(parts, out);
    console.figures();
    if (parts.outcome().anySuccess()) {
      beside.accept(out);
    }
    console.doubts();
    int unwritten = write(parts, runDirectory, console, out);
    return Math.max(unwritten, status(parts.outcome()));
  }

  private static int write(
      ReportParts parts, Path runDirectory, ReportConsole console, PrintStream out) {
    Optional<Path> page = Optional.empty();
    int status = 0;
    try {
      ReportFiles files = new ReportFiles(parts);
      List<Path> written = files.writeAll(runDirectory);
      page = ReportFiles.page(written);
      out.println(ReportFiles.listed(runDirectory));
      files.leftOut().ifPresent(out::println);
      files.saveResult().forEach((what, file) -> out.println(what + ": " + file));
    } catch (IOException e) {
      out.println(
          "Not all files of the report could be written ("
              + IoReason.named(e)
              + "). When that is put right: mvn -q exec:java@report -Dexec.args="
              + runDirectory);
      status = ExitStatus.BAD_INPUT;
    }
    console.end(page);
    return status;
  }

  /** The exit status of such an outcome. */
  public static int status(Outcome outcome) {
    return outcome.isFailure() ? ExitStatus.FAILED : 0;
  }
}
