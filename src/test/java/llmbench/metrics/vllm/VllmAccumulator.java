package llmbench.metrics.vllm;

import java.util.List;
import java.util.OptionalInt;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.request.LatencySum;
import llmbench.metrics.request.RequestTimes;
import org.jspecify.annotations.Nullable;

/** Collects the requests of a run for {@link VllmFigures}. One run, one thread. */
final class VllmAccumulator {

  private static final double MILLIS = 1000;

  private final Goodput goodput;

  private @Nullable SecondBuckets early;
  private int completed;
  private int failed;
  private int good;
  private int tokenizerCounted;
  private long inputTokens;
  private long outputTokens;

  private double firstStart = Double.POSITIVE_INFINITY;
  private double lastEnd = Double.NEGATIVE_INFINITY;
  private double firstSuccess = Double.POSITIVE_INFINITY;
  private double lastSuccess = Double.NEGATIVE_INFINITY;
  private int peakTokens;
  private int peakRequests;

  private final LatencySum latencies = new LatencySum(List.of(LatencyMetric.values()));
  private final Doubles queue = new Doubles();
  private final Doubles e2elWithQueue = new Doubles();

  VllmAccumulator(Goodput goodput) {
    this.goodput = goodput;
  }

  /** Takes every request. */
  VllmAccumulator addAll(Iterable<RequestTimes> requests) {
    begin(requests instanceof DatasetOrder order ? order.buckets() : null);
    requests.forEach(this::add);
    return end(requests);
  }

  /**
   * Nothing was taken yet.
   *
   * @param buckets from the first start to the last end, empty; null where nobody knows these
   */
  void begin(@Nullable SecondBuckets buckets) {
    early = buckets;
  }

  /** Takes a request, in any order. */
  void add(RequestTimes request) {
    firstStart = Math.min(firstStart, request.startSeconds());
    lastEnd = Math.max(lastEnd, request.endSeconds());
    if (!request.success()) {
      failed++;
      return;
    }
    addSuccess(request);
    if (early != null && early.has(request)) {
      early.add(request);
    } else {
      early = null;
    }
  }

  /**
   * All was taken. Where nobody knew when the first success was sent, a walk over the requests
   * fills the buckets, whose zero that is.
   */
  VllmAccumulator end(Iterable<RequestTimes> requests) {
    if (completed > 0) {
      SecondBuckets buckets =
          early != null && early.isFrom(firstSuccess) ? early : buckets(requests);
      peakTokens = buckets.peakTokens(lastSuccess);
      peakRequests = buckets.peakRequests();
    }
    return this;
  }

  private SecondBuckets buckets(Iterable<RequestTimes> requests) {
    SecondBuckets buckets = new SecondBuckets(firstSuccess, lastSuccess);
    for (RequestTimes request : requests) {
      if (request.success()) {
        buckets.add(request);
      }
    }
    return buckets;
  }

  private void addSuccess(RequestTimes request) {
    double latency = request.latencySeconds();
    completed++;
    inputTokens += request.inputTokens();
    outputTokens += request.outputTokens();
    tokenizerCounted += request.tokensCounted() ? 1 : 0;
    good += goodput.isMetBy(request) ? 1 : 0;
    firstSuccess = Math.min(firstSuccess, request.startSeconds());
    lastSuccess = Math.max(lastSuccess, request.startSeconds() + latency);
    latencies.add(request, request.gapsSeconds());
    queue.add(request.queueSeconds());
    e2elWithQueue.add(latency + request.queueSeconds());
  }

  /** The figures of all that was taken. */
  VllmFigures figures(MeasuredTime time) {
    boolean any = completed + failed > 0;
    return new VllmFigures(
        completed,
        failed,
        any ? time.seconds(firstStart, lastEnd) : time.secondsOfNone(),
        inputTokens,
        outputTokens,
        tokenizerCounted,
        goodput.isEmpty() ? OptionalInt.empty() : OptionalInt.of(good),
        peakTokens,
        peakRequests,
        latencies.millis(),
        millis(queue),
        millis(e2elWithQueue),
        VllmExtras.NONE);
  }

  private static Distribution millis(Doubles seconds) {
    return Distribution.of(seconds).times(MILLIS);
  }
}
