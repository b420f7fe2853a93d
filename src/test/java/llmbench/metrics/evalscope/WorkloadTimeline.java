package llmbench.metrics.evalscope;

import java.util.Optional;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.numbers.Series;

/**
 * How many tokens there were by when: a point for each request that succeeded, in the order in
 * which they ended. Source: {@code WorkloadTimeline} in {@code
 * evalscope/perf/utils/workload_timeline.py} of 1.14.1. One run, one thread.
 */
final class WorkloadTimeline {

  private static final double LAST_SECONDS = 30;
  private static final double DROPPED_SHARE = 0.2;

  /** The point before all: nothing at no time. */
  private static final int ORIGIN = -1;

  private final Doubles seconds = new Doubles();
  private final Doubles newPrompt = new Doubles();
  private final Doubles cachedPrompt = new Doubles();
  private final Doubles completion = new Doubles();

  private final CachedTurns known = new CachedTurns();

  private double startSeconds = Double.NaN;
  private long newTokens;
  private long cachedTokens;
  private long completionTokens;

  /** Takes the next request. */
  void add(EvalscopeRequest request) {
    if (request.times().success()) {
      addSuccess(known.known(request));
    }
  }

  private void addSuccess(EvalscopeRequest request) {
    if (Double.isNaN(startSeconds)) {
      // That of the first that ended, not the earliest.
      startSeconds = request.times().startSeconds();
    }
    int cached = request.cachedTokens().orElse(0);
    newTokens += Math.max(request.times().inputTokens() - cached, 0);
    cachedTokens += cached;
    completionTokens += request.times().outputTokens();
    seconds.add(request.completedSeconds() - startSeconds);
    newPrompt.add((double) newTokens);
    cachedPrompt.add((double) cachedTokens);
    completion.add((double) completionTokens);
  }

  /** Of all that was taken; empty of nothing. */
  Optional<WorkloadThroughput> throughput() {
    Points points =
        new Points(
            Series.of(seconds.toArray()),
            Series.of(newPrompt.toArray()),
            Series.of(cachedPrompt.toArray()),
            Series.of(completion.toArray()));
    if (points.seconds.size() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new WorkloadThroughput(
            points.seconds.size(),
            points.wallSeconds(),
            points.since(ORIGIN),
            points.atEnd(),
            points.steady()));
  }

  /** What there was at each point, all before it counted in. */
  private record Points(Series seconds, Series newPrompt, Series cachedPrompt, Series completion) {

    int last() {
      return seconds.size() - 1;
    }

    /** The last point's time, be it the latest or not. */
    double wallSeconds() {
      return Math.max(seconds.get(last()), 0);
    }

    WorkloadThroughput.Rates atEnd() {
      double wall = wallSeconds();
      return since(wall <= LAST_SECONDS ? ORIGIN : anchor(wall - LAST_SECONDS));
    }

    WorkloadThroughput.Rates steady() {
      double wall = wallSeconds();
      int anchor = wall > 0 ? anchor(wall * DROPPED_SHARE) : ORIGIN;
      return since(anchor == last() ? ORIGIN : anchor);
    }

    /** The last point before the first that is later than this; the first one at least. */
    private int anchor(double until) {
      int chosen = 0;
      for (int i = 1; i <= last() && seconds.get(0) < until && seconds.get(i) <= until; i++) {
        chosen = i;
      }
      return chosen;
    }

    WorkloadThroughput.Rates since(int anchor) {
      double width = seconds.get(last()) - at(seconds, anchor);
      if (width <= 0) {
        return new WorkloadThroughput.Rates(0, 0, 0, 0);
      }
      double prompt = newPrompt.get(last()) - at(newPrompt, anchor);
      double cached = cachedPrompt.get(last()) - at(cachedPrompt, anchor);
      return new WorkloadThroughput.Rates(
          (prompt + cached) / width,
          prompt / width,
          cached / width,
          (completion.get(last()) - at(completion, anchor)) / width);
    }

    private static double at(Series values, int place) {
      return place == ORIGIN ? 0 : values.get(place);
    }
  }
}
