package llmbench;

import java.util.List;
import java.util.Optional;
import llmbench.metrics.TrueFigures;
import llmbench.verdict.Doubt;
import llmbench.verdict.FailureKind;

/**
 * A report before it is printed or written: each of its parts is made once.
 *
 * @param evalscope empty where there are no requests of ours, token by token
 * @param doubts about the run
 * @param seen the honest figures; those of nothing for a result of vLLM bench
 * @param failures by their kinds
 */
record ReportParts(
    ReportInput input,
    Optional<EvalscopeReport> evalscope,
    List<Doubt> doubts,
    TrueFigures seen,
    List<FailureKind> failures) {

  /**
   * The parts.
   *
   * @param tokenizer whether tokens that the server didn't count were counted by a tokenizer
   */
  static ReportParts of(ReportInput input, boolean tokenizer) {
    boolean timed = !input.records().isEmpty() && !input.isLogOnly();
    return new ReportParts(
        input,
        timed ? Optional.of(EvalscopeReport.of(input)) : Optional.empty(),
        input.doubts(tokenizer),
        TrueFigures.of(input.records(), input.strictFigures().outputTokens()),
        FailureKind.of(input.drawn().finished()));
  }
}
