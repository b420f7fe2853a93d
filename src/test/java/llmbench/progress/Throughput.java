package llmbench.progress;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/**
 * Tokens a second over the last few seconds, or requests where there are none, from their number at
 * some moments. Not thread-safe.
 */
final class Throughput {

  /** So much of the past counts: less would jump with each burst, more would be late. */
  private static final long WINDOW_NANOS = 5_000_000_000L;

  private static final double NANOS_PER_SECOND = 1e9;

  private final Deque<Count> counts = new ArrayDeque<>();

  /** A number of tokens at a moment. */
  private record Count(long nanos, double tokens) {}

  /**
   * Takes the number of tokens so far; tokens a second since the moment that was nearest to the
   * beginning of the window. A number that falls, since a request is counted twice or not at all
   * while it goes from one hand to the next, counts as one that has stayed.
   */
  OptionalDouble at(long nowNanos, double tokensSoFar) {
    Count last = counts.peekLast();
    double tokens = last == null ? tokensSoFar : Math.max(last.tokens(), tokensSoFar);
    if (last != null && nowNanos <= last.nanos()) {
      return OptionalDouble.empty();
    }
    counts.addLast(new Count(nowNanos, tokens));
    Count from = counts.getFirst();
    while (counts.size() > 2 && nowNanos - second().nanos() >= WINDOW_NANOS) {
      counts.removeFirst();
      from = counts.getFirst();
    }
    return counts.size() < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            (tokens - from.tokens()) / ((nowNanos - from.nanos()) / NANOS_PER_SECOND));
  }

  private Count second() {
    var all = counts.iterator();
    all.next();
    return all.next();
  }
}
