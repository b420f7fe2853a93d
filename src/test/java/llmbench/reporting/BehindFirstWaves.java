package llmbench.reporting;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.recorded.ReportOptions;
import llmbench.plan.FirstWaves;

/** The figures of a closed model without its {@link FirstWaves}. */
final class BehindFirstWaves {

  private BehindFirstWaves() {}

  /** Those of a run; of one in which nothing came behind them, or at a rate, all. */
  static VllmFigures of(ReportInput input) {
    ReportOptions.Load load = input.options().load();
    OptionalInt users = load.maxConcurrency().isPresent() ? load.maxConcurrency() : load.parallel();
    boolean closed = load.pace().isEmpty() && users.isPresent() && input.hasTokens();
    List<RequestTimes> behind =
        closed
            ? input.times().stream()
                .sorted(Comparator.comparingDouble(RequestTimes::startSeconds))
                .skip((long) FirstWaves.UNJUDGED * users.getAsInt())
                .toList()
            : List.of();
    return behind.isEmpty()
        ? input.strictFigures()
        : VllmFigures.of(behind, input.usedDialect(), MeasuredTime.OF_REQUESTS, Goodput.NONE);
  }
}
