package llmbench.reporting;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import llmbench.metrics.observed.TrueFigures;
import llmbench.options.ToolVersion;
import llmbench.report.vllm.VllmText;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.Counted;
import llmbench.timeline.Printable;
import llmbench.verdict.Doubt;
import llmbench.verdict.FailureKind;
import llmbench.verdict.SloResult;

/**
 * What a report says on the console: the tool's block, the true figures beside it, doubts, and at
 * the end, where it is read, what the run comes to.
 */
public final class ReportConsole {

  private static final int MAX_KINDS = 10;
  private static final int MAX_BODY_CHARS = 2048;

  private final ReportParts parts;
  private final ReportInput input;
  private final PrintStream out;

  public ReportConsole(ReportParts parts, PrintStream out) {
    this.parts = parts;
    input = parts.input();
    this.out = out;
  }

  /**
   * How the run ended, its failures, the tool's block and the true figures; where nothing succeeded
   * there is nothing to show but the end, and the failures come {@linkplain #end last}.
   */
  public void figures() {
    for (RecordedRun run : input.runs()) {
      RunEnding.of(run).ifPresent(line -> out.println(line));
    }
    if (input.isOwnSimulation()) {
      failures();
      out.print(SimulationText.of(parts));
      return;
    }
    if (input.anySuccess()) {
      failures();
      out.print(block());
      parts.seen().ifPresent(this::trueFigures);
    }
  }

  /** What speaks against the run. */
  public void doubts() {
    for (Doubt doubt : parts.doubts()) {
      out.println("Doubt: " + Printable.line(doubt.message()) + ". " + doubt.advice());
    }
  }

  /**
   * What the run comes to: the last that is said, since it stays in sight.
   *
   * @param page where it was written
   */
  public void end(Optional<Path> page) {
    for (SloResult slo : parts.outcome().slos()) {
      out.println((slo.kept() ? "SLO kept:   " : "SLO BROKEN: ") + slo.line());
    }
    page.ifPresent(file -> out.println("Page:  " + file.toAbsolutePath().normalize().toUri()));
    if (!input.anySuccess()) {
      failures();
    }
    if (parts.outcome().isFailure()) {
      out.println(parts.outcome().line() + ": exit status " + ExitStatus.FAILED + "." + said());
    }
  }

  /** What the server said, where that is why nothing succeeded. */
  private String said() {
    return parts.said().map(sentence -> " " + Printable.line(sentence)).orElse("");
  }

  /** vLLM bench's block, whichever tool was chosen; or what the log alone tells. */
  static String vllm(ReportInput input) {
    return input.isLogOnly()
        ? LogOnlyText.of(input)
        : VllmText.of(input.figures(), input.settings());
  }

  /** The chosen tool's block; where no token was timed, what the log alone tells. */
  String block() {
    return isEvalscope() ? parts.evalscope().orElseThrow().text() : vllm(input);
  }

  /** Each kind of failure with its count and one example of what the server answered. */
  private void failures() {
    List<FailureKind> kinds = parts.failures();
    kinds.stream().limit(MAX_KINDS).forEach(this::failure);
    if (kinds.size() > MAX_KINDS) {
      out.println("… and " + Counted.of(kinds.size() - MAX_KINDS, "other kind") + " of failure");
    }
  }

  private void failure(FailureKind kind) {
    out.println(
        "Failed, "
            + (kind.count() == 1 ? "once" : Counted.of(kind.count(), "time"))
            + ": "
            + Printable.line(kind.line()));
    String body = kind.body();
    if (body != null) {
      String part = body.substring(0, Math.min(MAX_BODY_CHARS, body.length()));
      out.println("  " + Printable.line(part));
    }
  }

  /** The honest figures, where a reader of the block might be misled. */
  private void trueFigures(TrueFigures seen) {
    TrueLines beside =
        isEvalscope() ? TrueLines.beside(parts.evalscope().orElseThrow()) : TrueLines.beside(input);
    List<String> lines = beside.of(seen);
    if (!lines.isEmpty()) {
      out.print("---------------- The true figures ----------------\n");
      lines.forEach(out::print);
      out.print("==================================================\n");
    }
  }

  private boolean isEvalscope() {
    boolean evalscope = input.settings().compat().tool() == ToolVersion.Tool.EVALSCOPE;
    return evalscope && parts.evalscope().isPresent();
  }
}
