package llmbench.reporting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.request.Collector;
import llmbench.options.slo.Slo;
import llmbench.options.table.SloOptions;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.RunFacts;
import llmbench.verdict.Doubt;
import llmbench.verdict.FailureKind;
import llmbench.verdict.Outcome;
import llmbench.verdict.SloCheck;
import llmbench.verdict.SloResult;

/**
 * A report before it is printed or written: each of its parts is made once.
 *
 * @param evalscope empty where there are no requests of ours, token by token
 * @param seen the true figures; empty where there are no requests of ours, token by token
 * @param outcome what the run comes to
 * @param failures by their kinds
 */
public record ReportParts(
    ReportInput input,
    Optional<EvalscopeReport> evalscope,
    Optional<TrueFigures> seen,
    Outcome outcome,
    List<FailureKind> failures) {

  /**
   * The parts.
   *
   * @param tokenizer whether tokens that the server didn't count were counted by a tokenizer
   * @throws IllegalArgumentException when an SLO that was asked for can't be read
   */
  public static ReportParts of(ReportInput input, boolean tokenizer) {
    boolean timed = !input.records().isEmpty() && !input.isLogOnly();
    Optional<EvalscopeReport> evalscope = Optional.empty();
    Optional<TrueFigures> seen = Optional.empty();
    if (timed) {
      Collector<EvalscopeFigures> tables = EvalscopeReport.collector(input);
      Collector<TrueFigures> truth =
          TrueFigures.collector(input.records(), input.strictFigures().outputTokens());
      Collector.walk(input.records(), List.of(tables, truth));
      evalscope = Optional.of(EvalscopeReport.of(input, tables.figures()));
      seen = Optional.of(truth.figures());
    }
    return new ReportParts(
        input, evalscope, seen, outcome(input, seen, input.doubts(tokenizer)), failures(input));
  }

  private static List<FailureKind> failures(ReportInput input) {
    List<FailureKind> kinds = FailureKind.of(input.drawn().finished());
    return input.runs().isEmpty() ? kinds.stream().map(FailureKind::unknown).toList() : kinds;
  }

  /** What speaks against the run. */
  List<Doubt> doubts() {
    return outcome.doubts();
  }

  private static Outcome outcome(
      ReportInput input, Optional<TrueFigures> seen, List<Doubt> doubts) {
    Map<String, String> options = input.options();
    SloCheck check = new SloCheck(input.strictFigures(), seen, !input.isLogOnly());
    List<SloResult> slos = check.of(slos(options.getOrDefault(Slo.OPTION, "")));
    Optional<String> tooManyErrors =
        input.runs().stream()
            .map(RecordedRun::facts)
            .filter(facts -> facts != null && facts.isFailure())
            .map(RunFacts::stop)
            .filter(stop -> stop != null)
            .map(RunFacts.Stop::why)
            .findFirst();
    boolean failOnDoubts = "true".equals(options.get(SloOptions.FAIL_ON_DOUBTS));
    return new Outcome(input.anySuccess(), tooManyErrors, slos, doubts, failOnDoubts);
  }

  private static List<Slo> slos(String text) {
    try {
      return Slo.list(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(Slo.OPTION + ": " + e.getMessage(), e);
    }
  }
}
