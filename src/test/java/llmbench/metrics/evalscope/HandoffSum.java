package llmbench.metrics.evalscope;

import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.numbers.GapPool;
import llmbench.metrics.numbers.Series;

/** Collects the gaps of a run's answers for {@link Handoff}. One run, one thread. */
final class HandoffSum {

  private final GapPool steadyItl = new GapPool();
  private final Doubles latency = new Doubles();
  private final Doubles overhead = new Doubles();

  /** Takes the gaps of the next answer. */
  void add(Series gaps) {
    if (gaps.size() == 0) {
      return;
    }
    double first = gaps.get(0);
    latency.add(first);
    Series others = gaps.afterFirst();
    if (others.size() > 0) {
      steadyItl.add(others);
      double median = Distribution.of(others.stream().toArray()).median();
      overhead.add(Math.max(0, first - median));
    }
  }

  /** All that was taken. */
  Handoff handoff() {
    return new Handoff(
        steadyItl.distribution(), Distribution.of(latency), Distribution.of(overhead));
  }
}
