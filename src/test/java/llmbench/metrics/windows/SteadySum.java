package llmbench.metrics.windows;

import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.request.RequestTimes;
import llmbench.timeline.RequestRecord;

/** Collects what is in one part of a run. One run, one thread. */
final class SteadySum {

  private static final double MILLIS = 1000;
  private static final double NANOS = 1e9;

  private final SteadyRule rule;
  private final Span span;
  private final double share;
  private final Doubles ttft = new Doubles();
  private final Doubles tpot = new Doubles();
  private int ended;
  private double outputTokens;

  SteadySum(SteadyRule rule, Span span, double share) {
    this.rule = rule;
    this.span = span;
    this.share = share;
  }

  /** Takes a success, and what the tool sees of it. */
  void add(RequestRecord request, RequestTimes times) {
    boolean all = rule.counting() == SteadyRule.Counting.ENDED;
    // evalscope starts behind one request's end, and ends with another's.
    boolean endsIn =
        all
            ? span.startNanos() < request.endNanos() && request.endNanos() <= span.endNanos()
            : span.has(request.endNanos());
    ended += endsIn ? 1 : 0;
    if (all ? endsIn : span.has(request.sentNanos())) {
      ttft.add(times.ttftSeconds());
      LatencyMetric.TPOT.seconds(times).ifPresent(tpot::add);
    }
    outputTokens += all ? (endsIn ? times.outputTokens() : 0) : written(request, times);
  }

  /**
   * As many of its tokens as came within the span: chunks may have several, so that the share of
   * its chunks is taken, as SGLang does; of a token a chunk that is vllm-bench's count.
   */
  private double written(RequestRecord request, RequestTimes times) {
    long at = request.sentNanos() + (long) (times.ttftSeconds() * NANOS);
    int within = span.has(at) ? 1 : 0;
    double since = times.ttftSeconds();
    for (int gap = 0; gap < times.gapsSeconds().size(); gap++) {
      since += times.gapsSeconds().get(gap);
      within += span.has(request.sentNanos() + (long) (since * NANOS)) ? 1 : 0;
    }
    return (double) times.outputTokens() * within / (1 + times.gapsSeconds().size());
  }

  SteadyFigures figures() {
    return new SteadyFigures(
        rule,
        span,
        share,
        ended,
        ended / span.seconds(),
        outputTokens / span.seconds(),
        Distribution.of(ttft).times(MILLIS),
        Distribution.of(tpot).times(MILLIS));
  }
}
