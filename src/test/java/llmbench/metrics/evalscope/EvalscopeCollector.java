package llmbench.metrics.evalscope;

import java.util.function.UnaryOperator;
import llmbench.metrics.request.Collector;
import llmbench.metrics.request.TokenCounters;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;

/** Makes {@link EvalscopeFigures} of a walk that others share. */
final class EvalscopeCollector implements Collector<EvalscopeFigures> {

  private final EvalscopeDialect dialect;
  private final UnaryOperator<RequestRecord> judge;
  private final TokenCounters counters;
  private final EvalscopeSum sum;

  EvalscopeCollector(
      Requests finished,
      EvalscopeDialect dialect,
      boolean handoff,
      UnaryOperator<RequestRecord> judge,
      TokenCounters counters) {
    this.dialect = dialect;
    this.judge = judge;
    this.counters = counters;
    sum = new EvalscopeSum(dialect, handoff);
    sum.begin(EvalscopeRequest.of(finished.judged(judge), dialect, counters));
  }

  @Override
  public void take(RequestRecord request) {
    sum.add(dialect.request(judge.apply(request), counters));
  }

  @Override
  public EvalscopeFigures figures() {
    return sum.end().figures();
  }
}
