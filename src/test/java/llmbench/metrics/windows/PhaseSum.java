package llmbench.metrics.windows;

import java.util.OptionalDouble;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.request.RequestTimes;
import llmbench.timeline.RequestRecord;

/** Collects how a run begins and ends. One run, one thread. */
final class PhaseSum {

  private static final double MILLIS = 1000;

  private final long firstEndNanos;
  private final Span drain;
  private final Doubles first = new Doubles();
  private final Doubles later = new Doubles();

  /** Of a run with these successes in flight, of which there is one at least. */
  PhaseSum(InFlight flights) {
    long[] ends = flights.ends();
    firstEndNanos = ends[0];
    drain = new Span(flights.lastStart(), ends[ends.length - 1]);
  }

  /** Takes a success, and what the tool sees of it. */
  void add(RequestRecord request, RequestTimes times) {
    (request.sentNanos() < firstEndNanos ? first : later).add(times.ttftSeconds());
  }

  Phases figures() {
    Distribution wave = Distribution.of(first).times(MILLIS);
    Distribution others = Distribution.of(later).times(MILLIS);
    return new Phases(
        wave.size(),
        wave.mean(),
        others.size() == 0 ? OptionalDouble.empty() : OptionalDouble.of(others.mean()),
        drain);
  }
}
