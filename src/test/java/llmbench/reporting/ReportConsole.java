package llmbench.reporting;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.ToolVersion;
import llmbench.report.vllm.VllmText;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.Printable;
import llmbench.verdict.Doubt;
import llmbench.verdict.FailureKind;
import llmbench.verdict.SloResult;

/**
 * What a report says on the console: the tool's block, the true figures beside it, SLOs, doubts.
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

  /** How the run ended, its failures, the tool's block and the true figures. */
  public void figures() {
    for (RecordedRun run : input.runs()) {
      RunEnding.of(run).ifPresent(line -> out.println(line));
    }
    failures();
    if (input.isOwnSimulation()) {
      out.print(SimulationText.of(parts));
      return;
    }
    out.print(block());
    if (input.anySuccess()) {
      parts.seen().ifPresent(this::trueFigures);
    }
  }

  /** What came of the SLOs, and the doubts. */
  public void verdict() {
    for (SloResult slo : parts.outcome().slos()) {
      out.println((slo.kept() ? "SLO kept:   " : "SLO BROKEN: ") + slo.line());
    }
    for (Doubt doubt : parts.doubts()) {
      out.println("Doubt: " + Printable.line(doubt.message()) + ". " + doubt.advice());
    }
  }

  /** vLLM bench's block, whichever tool was chosen; or what the log alone tells. */
  static String vllm(ReportInput input) {
    return input.isLogOnly()
        ? LogOnlyText.of(input)
        : VllmText.of(input.figures(), input.settings());
  }

  /** The chosen tool's block; where no token was timed, what the log alone tells. */
  String block() {
    boolean evalscope = input.settings().compat().tool() == ToolVersion.Tool.EVALSCOPE;
    return evalscope && parts.evalscope().isPresent()
        ? parts.evalscope().get().text()
        : vllm(input);
  }

  /** Each kind of failure with its count and one example of what the server answered. */
  private void failures() {
    List<FailureKind> kinds = parts.failures();
    kinds.stream().limit(MAX_KINDS).forEach(this::failure);
    if (kinds.size() > MAX_KINDS) {
      out.println("… and " + (kinds.size() - MAX_KINDS) + " other kinds of failure");
    }
  }

  private void failure(FailureKind kind) {
    out.println("Failed, " + kind.count() + " times: " + Printable.line(kind.line()));
    String body = kind.body();
    if (body != null) {
      String part = body.substring(0, Math.min(MAX_BODY_CHARS, body.length()));
      out.println("  " + Printable.line(part));
    }
  }

  /** The honest figures, where a reader of the block might be misled. */
  private void trueFigures(TrueFigures seen) {
    VllmFigures figures = input.strictFigures();
    out.print("---------------- The true figures ----------------\n");
    out.print(line("Peak requests in flight:", String.valueOf(seen.peakConcurrency())));
    if (seen.ttft().size() > 0) {
      out.print(
          line(
              "To the first output, median / P99 (ms):",
              number(seen.ttft().median()) + " / " + number(seen.ttft().percentile(99))));
      out.print(
          line(
              "Between outputs, median / P99 (ms):",
              number(seen.itl().median()) + " / " + number(seen.itl().percentile(99))));
      out.print(line("Output chunks per token:", number(seen.chunksPerToken())));
    } else {
      out.print(
          line(
              "To the last byte, median / P99 (ms):",
              number(seen.e2el().median()) + " / " + number(seen.e2el().percentile(99))));
    }
    if (seen.datasetInputTokens() != figures.inputTokens()) {
      out.print(line("Input tokens without template:", String.valueOf(seen.datasetInputTokens())));
    }
    out.print("==================================================\n");
  }

  private static String line(String label, String value) {
    return String.format(Locale.ROOT, "%-40s %-10s%n", label, value);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
