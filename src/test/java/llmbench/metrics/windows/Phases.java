package llmbench.metrics.windows;

import java.util.Optional;
import java.util.stream.IntStream;
import llmbench.timeline.Requests;

/**
 * How a run begins and ends, where it is not like the rest of it.
 *
 * @param firstWave requests that were sent before any had ended: they meet an empty server together
 * @param firstWaveSpan from the first start to the first end
 * @param drain from the last start to the last end: ever fewer are in flight
 */
public record Phases(int firstWave, Span firstWaveSpan, Span drain) {

  /** Those of a run's finished requests; empty of none. */
  public static Optional<Phases> of(Requests finished) {
    if (finished.isEmpty()) {
      return Optional.empty();
    }
    long[] starts = all(finished.size()).mapToLong(finished::sentNanos).sorted().toArray();
    long[] ends = all(finished.size()).mapToLong(finished::endNanos).sorted().toArray();
    long firstEnd = ends[0];
    int first = (int) all(starts.length).filter(place -> starts[place] < firstEnd).count();
    return Optional.of(
        new Phases(
            Math.max(1, first),
            new Span(starts[0], firstEnd),
            new Span(starts[starts.length - 1], ends[ends.length - 1])));
  }

  private static IntStream all(int size) {
    return IntStream.range(0, size);
  }
}
