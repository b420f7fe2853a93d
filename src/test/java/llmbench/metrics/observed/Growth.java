package llmbench.metrics.observed;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.numbers.Trend;
import llmbench.metrics.request.ChunkRule;
import llmbench.metrics.request.Collector;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;

/** How much requests in flight and the time to the first output grew over a run. */
public final class Growth {

  private static final int SPANS = Trend.SPANS;
  private static final double MILLIS_PER_SECOND = 1000;

  private Growth() {}

  /**
   * Of the requests in flight, while there was still one to send.
   *
   * @return empty where there are too few to tell
   */
  public static Optional<Trend> ofInFlight(Requests requests) {
    if (requests.size() < SPANS) {
      return Optional.empty();
    }
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int place = 0; place < requests.size(); place++) {
      first = Math.min(first, requests.sentNanos(place));
      last = Math.max(last, requests.sentNanos(place));
    }
    double width = (double) (last - first) / SPANS;
    double[] busy = new double[SPANS];
    for (int place = 0; width > 0 && place < requests.size(); place++) {
      double sent = (double) (requests.sentNanos(place) - first);
      double ended = (double) (requests.endNanos(place) - first);
      add(sent, ended, width, busy);
    }
    return Optional.of(Trend.of(Arrays.stream(busy).mapToObj(nanos -> nanos / width).toList()));
  }

  /** Adds how long a request was in flight in each span. */
  private static void add(double sent, double ended, double width, double[] busy) {
    for (int span = (int) (sent / width); span < SPANS && span * width < ended; span++) {
      double from = Math.max(sent, span * width);
      busy[span] += Math.min(ended, (span + 1) * width) - from;
    }
  }

  /**
   * Collects the times to the first output, to see how these grew, in milliseconds and by when
   * requests were sent: empty where one of the spans has none.
   */
  public static Collector<Optional<Trend>> ofTtft() {
    return new TtftSum();
  }

  private static final class TtftSum implements Collector<Optional<Trend>> {

    private final Doubles sent = new Doubles();
    private final Doubles ttft = new Doubles();

    @Override
    public void take(RequestRecord request) {
      OptionalDouble first = ChunkRule.OUTPUTS.firstSeconds(request.messages());
      if (request.ok() && first.isPresent()) {
        sent.add((double) request.sentNanos());
        ttft.add(first.getAsDouble() * MILLIS_PER_SECOND);
      }
    }

    @Override
    public Optional<Trend> figures() {
      double[] when = sent.toArray();
      double[] millis = ttft.toArray();
      double first = Arrays.stream(when).min().orElse(0);
      double width = (Arrays.stream(when).max().orElse(0) - first) / SPANS;
      double[] sums = new double[SPANS];
      int[] counts = new int[SPANS];
      for (int i = 0; i < when.length; i++) {
        int span = width > 0 ? (int) Math.min(SPANS - 1, (when[i] - first) / width) : 0;
        sums[span] += millis[i];
        counts[span]++;
      }
      if (Arrays.stream(counts).anyMatch(count -> count == 0)) {
        return Optional.empty();
      }
      return Optional.of(
          Trend.of(IntStream.range(0, SPANS).mapToObj(i -> sums[i] / counts[i]).toList()));
    }
  }
}
