package llmbench.reporting;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.metrics.observed.TrueFigures;
import llmbench.options.recorded.ReportOptions;
import llmbench.options.slo.Slo;
import llmbench.runlog.RunLogException;
import llmbench.runlog.VllmSummary;
import llmbench.verdict.SloBaseline;
import llmbench.verdict.SloCheck;

/** Reads the run that limits are from: a directory of ours, or a result of vLLM bench. */
final class Baselines {

  private Baselines() {}

  /**
   * The baseline of a run's limits. One that can't be read leaves them unkept, and the run's own
   * figures as they are.
   */
  static SloBaseline of(ReportInput run) {
    ReportOptions.Limits limits = run.options().limits();
    if (!Slo.needBaseline(limits.slos())) {
      return SloBaseline.none("");
    }
    Optional<Path> path = limits.baseline();
    if (path.isEmpty()) {
      return SloBaseline.none("no baseline was given (--baseline)");
    }
    try {
      return read(path.get(), run);
    } catch (RunLogException | IllegalArgumentException e) {
      return SloBaseline.none("its baseline can't be read: " + e.getMessage());
    }
  }

  /** By the definitions of the run that is held against it. */
  private static SloBaseline read(Path path, ReportInput run) {
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(path + " is not there");
    }
    if (Files.isRegularFile(path)) {
      return SloBaseline.of(VllmSummary.read(path));
    }
    Map<String, String> sameDefinitions = Map.of("compat", run.settings().compat().label());
    ReportInput baseline = ReportInput.read(List.of(path), sameDefinitions, new RunTokenizer());
    boolean timed = !baseline.records().isEmpty() && !baseline.isLogOnly();
    Optional<TrueFigures> seen =
        timed
            ? Optional.of(TrueFigures.of(baseline.timed(), baseline.strictFigures().outputTokens()))
            : Optional.empty();
    return SloBaseline.of(
        new SloCheck(
            baseline.strictFigures(),
            seen,
            ConversationFigures.of(baseline),
            !baseline.isLogOnly()));
  }
}
