package llmbench.metrics.windows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import llmbench.timeline.Requests;

/**
 * How many successful requests were in flight at once, from moment to moment. What ends in the very
 * nanosecond in which another is sent is over.
 */
final class InFlight {

  /** Sorted. */
  private final long[] starts;

  /** Sorted. */
  private final long[] ends;

  /** Of the successes among these. */
  InFlight(Requests requests) {
    int[] places = IntStream.range(0, requests.size()).filter(requests::ok).toArray();
    starts = IntStream.of(places).mapToLong(requests::sentNanos).sorted().toArray();
    ends = IntStream.of(places).mapToLong(requests::endNanos).sorted().toArray();
  }

  /** When each ended, in this order. */
  long[] ends() {
    return ends;
  }

  /** When the last was sent; there is one at least. */
  long lastStart() {
    return starts[starts.length - 1];
  }

  /** From the first start to the last end; empty of no success. */
  Optional<Span> all() {
    return starts.length == 0
        ? Optional.empty()
        : Optional.of(new Span(starts[0], ends[ends.length - 1]));
  }

  /** The most at once. */
  int peak() {
    int peak = 0;
    int over = 0;
    for (int sent = 0; sent < starts.length; sent++) {
      while (ends[over] <= starts[sent]) {
        over++;
      }
      peak = Math.max(peak, sent + 1 - over);
    }
    return peak;
  }

  /** The parts, in their order, in which never fewer than this were in flight. */
  List<Span> atLeast(int least) {
    List<Span> spans = new ArrayList<>();
    int over = 0;
    long since = 0;
    boolean enough = false;
    for (int sent = 0; sent < starts.length || enough; ) {
      boolean ending = sent == starts.length || ends[over] <= starts[sent];
      long now = ending ? ends[over++] : starts[sent++];
      boolean still = sent - over >= least;
      // One that takes over in the same nanosecond interrupts nothing.
      boolean goesOn = enough && !still && sent < starts.length && starts[sent] == now;
      if (still && !enough) {
        since = now;
      }
      if (enough && !still && !goesOn) {
        spans.add(new Span(since, now));
      }
      enough = still || goesOn;
    }
    return spans;
  }

  /** The longest of some parts, the first of equal ones. */
  static Optional<Span> longest(List<Span> spans) {
    return spans.stream()
        .max(
            Comparator.comparingLong((Span span) -> span.endNanos() - span.startNanos())
                .thenComparing(Comparator.comparingLong(Span::startNanos).reversed()));
  }
}
