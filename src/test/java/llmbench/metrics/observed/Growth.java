package llmbench.metrics.observed;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.numbers.TimeBuckets;
import llmbench.metrics.request.ChunkRule;
import llmbench.metrics.request.Collector;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;

/**
 * How much something grew over a run, by a straight line through its means in twenty equal spans of
 * the run's time: ordinary least squares. Between spans what is random in single requests is mostly
 * gone; what is left of it is in the error of the slope.
 *
 * @param start the line where the run begins
 * @param end the line where it ends
 * @param leastGrowth what it grew by at least, with 99 % confidence: the slope less 2.55 times its
 *     standard error (Student's t of 18 degrees of freedom, one side)
 */
public record Growth(double start, double end, double leastGrowth) {

  private static final int SPANS = 20;
  private static final double STUDENT_T = 2.55;
  private static final double MILLIS_PER_SECOND = 1000;

  /**
   * Of the requests in flight, while there was still one to send.
   *
   * @return empty where there are too few to tell
   */
  public static Optional<Growth> ofInFlight(Requests requests) {
    if (requests.size() < SPANS) {
      return Optional.empty();
    }
    TimeBuckets spans = spans(requests);
    int[] peaks = Concurrency.peaks(requests, spans);
    return Optional.of(of(Arrays.stream(peaks).mapToObj(peak -> (double) peak).toList()));
  }

  /**
   * Collects the times to the first output, to see how these grew, in milliseconds and by when
   * requests were sent: empty where one of the spans has none.
   */
  public static Collector<Optional<Growth>> ofTtft() {
    return new TtftSum();
  }

  private static final class TtftSum implements Collector<Optional<Growth>> {

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
    public Optional<Growth> figures() {
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
      return Optional.of(of(IntStream.range(0, SPANS).mapToObj(i -> sums[i] / counts[i]).toList()));
    }
  }

  private static TimeBuckets spans(Requests requests) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int place = 0; place < requests.size(); place++) {
      first = Math.min(first, requests.sentNanos(place));
      last = Math.max(last, requests.sentNanos(place));
    }
    return new TimeBuckets(first, (last - first) / SPANS + 1, SPANS);
  }

  /** Of means at equal distances. */
  static Growth of(List<Double> means) {
    int n = means.size();
    double middle = (n - 1) / 2.0;
    double mean = means.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < n; i++) {
      xx += (i - middle) * (i - middle);
      xy += (i - middle) * (means.get(i) - mean);
    }
    double slope = xy / xx;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double off = means.get(i) - mean - slope * (i - middle);
      squares += off * off;
    }
    double error = Math.sqrt(squares / (n - 2) / xx);
    return new Growth(
        mean - slope * middle, mean + slope * middle, (slope - STUDENT_T * error) * (n - 1));
  }
}
