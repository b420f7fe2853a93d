package llmbench.reporting;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import llmbench.metrics.conversations.Conversations;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.server.ServerFigures;
import llmbench.options.ToolVersion;
import llmbench.report.vllm.VllmErrors;
import llmbench.report.vllm.VllmText;
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
   * How the run ended, its failures, the tool's block, the true figures and the server's account;
   * where nothing succeeded there is nothing to show but the end, and the failures come {@linkplain
   * #end last}.
   */
  public void figures() {
    RunEnding.lines(input).forEach(out::println);
    if (input.options().target().isSimulated()) {
      out.println("The server is simulated: no real model is measured.");
    }
    if (input.isOwnSimulation()) {
      failures();
      out.print(SimulationText.of(parts));
      parts.conversations().ifPresent(this::conversations);
      return;
    }
    if (input.anySuccess()) {
      failures();
      out.print(vllmErrors());
      out.print(block());
      out.print(TargetText.of(parts.targets()));
      parts.seen().ifPresent(this::trueFigures);
      parts.seen().ifPresent(this::steadyPart);
      parts.conversations().ifPresent(this::conversations);
      parts.server().ifPresent(this::serversAccount);
      input.shards().map(ShardLines::of).ifPresent(this::shards);
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
    OtherLimits.of(input).ifPresent(out::println);
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
    List<String> lines = new ArrayList<>(beside.of(seen));
    lines.addAll(TrueLines.of(parts.departures()));
    if (!lines.isEmpty()) {
      out.print("---------------- The true figures ----------------\n");
      lines.forEach(out::print);
      out.print("==================================================\n");
    }
  }

  private void steadyPart(TrueFigures seen) {
    List<String> lines = SteadyLines.of(input.figures(), parts.windows(), seen.peakConcurrency());
    if (!lines.isEmpty()) {
      out.print("---------------- The steady part -----------------\n");
      lines.forEach(out::print);
      out.print("==================================================\n");
    }
  }

  private void conversations(Conversations conversations) {
    out.print("----------------- Conversations ------------------\n");
    ConversationLines.of(conversations, parts.trueTurns()).forEach(out::print);
    parts
        .turnsTruth()
        .unread()
        .ifPresent(why -> out.println("The server's own account is left out: " + why));
    out.print("==================================================\n");
  }

  /** The simulated server that a run starts for itself gives an exact account, elsewhere. */
  private void serversAccount(ServerFigures server) {
    if (!input.options().target().isSimulated()) {
      parts.seen().ifPresent(seen -> out.print(ServerText.of(server, seen)));
    }
  }

  private void shards(List<String> lines) {
    if (!lines.isEmpty()) {
      out.print("------------------- The shards -------------------\n");
      lines.forEach(out::print);
      out.print("==================================================\n");
    }
  }

  /** What vLLM bench prints of failures, right before its block. */
  private String vllmErrors() {
    return input.isLogOnly() || isEvalscope()
        ? ""
        : VllmErrors.of(input.times(), input.settings())
            .lines()
            .map(line -> Printable.line(line) + "\n")
            .collect(Collectors.joining());
  }

  private boolean isEvalscope() {
    boolean evalscope = input.settings().compat().tool() == ToolVersion.Tool.EVALSCOPE;
    return evalscope && parts.evalscope().isPresent();
  }
}
