package llmbench.metrics;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Collects the requests of a run for {@link VllmFigures}. One run, one thread. */
final class FiguresSum {

  private static final double MILLIS = 1000;

  private final Goodput goodput;

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

  private final Doubles ttft = new Doubles();
  private final Doubles tpot = new Doubles();
  private final Doubles itl = new Doubles();
  private final Doubles e2el = new Doubles();
  private final Doubles queue = new Doubles();
  private final Doubles e2elWithQueue = new Doubles();

  FiguresSum(Goodput goodput) {
    this.goodput = goodput;
  }

  /** Takes every request; a second walk fills the buckets, whose zero the first one finds. */
  FiguresSum addAll(Iterable<RequestTimes> requests) {
    for (RequestTimes request : requests) {
      firstStart = Math.min(firstStart, request.startSeconds());
      lastEnd = Math.max(lastEnd, request.endSeconds());
      if (request.success()) {
        addSuccess(request);
      } else {
        failed++;
      }
    }
    if (completed > 0) {
      SecondBuckets buckets = new SecondBuckets(firstSuccess, lastSuccess);
      for (RequestTimes request : requests) {
        if (request.success()) {
          buckets.add(request);
        }
      }
      peakTokens = buckets.peakTokens();
      peakRequests = buckets.peakRequests();
    }
    return this;
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
    ttft.add(request.ttftSeconds());
    if (request.hasTpot()) {
      tpot.add(request.tpotSeconds());
    }
    request.gapsSeconds().appendTo(itl);
    e2el.add(latency);
    queue.add(request.queueSeconds());
    e2elWithQueue.add(latency + request.queueSeconds());
  }

  /** The figures of all that was taken. */
  VllmFigures figures(OptionalDouble givenDuration) {
    double measured = completed + failed == 0 ? 0 : lastEnd - firstStart;
    return new VllmFigures(
        completed,
        failed,
        givenDuration.orElse(measured),
        inputTokens,
        outputTokens,
        tokenizerCounted,
        goodput.isEmpty() ? OptionalInt.empty() : OptionalInt.of(good),
        peakTokens,
        peakRequests,
        millis(ttft),
        millis(tpot),
        millis(itl),
        millis(e2el),
        millis(queue),
        millis(e2elWithQueue));
  }

  private static Distribution millis(Doubles seconds) {
    return Distribution.of(seconds).times(MILLIS);
  }
}
