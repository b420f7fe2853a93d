package llmbench.metrics.charts;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import llmbench.metrics.numbers.BucketSpreads;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.numbers.TimeBuckets;
import llmbench.metrics.observed.Concurrency;
import llmbench.metrics.request.ChunkRule;
import llmbench.metrics.request.Collector;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import llmbench.timeline.Usage;

/** Collects the requests of a run for {@link OverTime}. One run, one thread. */
final class OverTimeSum {

  private final Requests requests;
  private final TimeBuckets buckets;
  private final double[] tokens;
  private final double[] succeeded;
  private final double[] failed;
  private final BucketSpreads ttft;
  private final BucketSpreads itl;
  private final ScheduleOverTime.Sum schedule;

  private OverTimeSum(Requests requests, TimeBuckets buckets) {
    this.requests = requests;
    this.buckets = buckets;
    tokens = new double[buckets.count()];
    succeeded = new double[buckets.count()];
    failed = new double[buckets.count()];
    ttft = new BucketSpreads(buckets.count());
    itl = new BucketSpreads(buckets.count());
    schedule = new ScheduleOverTime.Sum(buckets);
  }

  /**
   * The sums of a run, from one walk over its requests.
   *
   * @param requests every request that is in the figures, at least one
   * @param sent these, and those that the run's stop interrupted: they were in flight, too
   * @param zeroNanos where the first bucket begins, not after any of them was sent
   * @param slowest takes the times to the first output of successful requests
   * @param others take each request as well
   */
  static OverTimeSum of(
      Requests requests,
      Requests sent,
      long zeroNanos,
      int mostBuckets,
      Selection.Slowest slowest,
      List<? extends Collector<?>> others) {
    long last = IntStream.range(0, sent.size()).mapToLong(sent::endNanos).max().orElse(0);
    OverTimeSum sum =
        new OverTimeSum(sent, TimeBuckets.of(zeroNanos, Math.max(zeroNanos, last), mostBuckets));
    for (int place = 0; place < requests.size(); place++) {
      RequestRecord request = requests.get(place);
      others.forEach(other -> other.take(request));
      long first = sum.add(request);
      if (request.ok() && first >= 0) {
        slowest.add(place, first);
      }
    }
    return sum;
  }

  /** When its first output came, since it was sent; -1 when none was timed. */
  private long add(RequestRecord request) {
    schedule.add(request);
    int end = buckets.of(request.endNanos());
    (request.ok() ? succeeded : failed)[end]++;
    if (request.unstreamed()) {
      tokens[end] += request.ok() ? tokens(request) : 0;
      return -1;
    }
    int chunks = request.messages().outputs();
    return chunks == 0 ? -1 : addOutputs(request, (double) tokens(request) / chunks);
  }

  private long addOutputs(RequestRecord request, double tokensEach) {
    Messages messages = request.messages();
    boolean timed = request.ok();
    long sent = request.sentNanos();
    long first = -1;
    long before = -1;
    int bucket = buckets.of(sent);
    // Times never fall, so the bucket is looked for from where the last one was.
    long next = buckets.startNanos(bucket + 1);
    for (int i = 0; i < messages.size(); i++) {
      if (!ChunkRule.OUTPUTS.counts(messages.kind(i))) {
        continue;
      }
      long now = messages.nanos(i);
      while (sent + now >= next && bucket < buckets.count() - 1) {
        next = buckets.startNanos(++bucket + 1);
      }
      tokens[bucket] += tokensEach;
      first = first < 0 ? now : first;
      if (timed && before < 0) {
        ttft.add(bucket, now);
      } else if (timed) {
        itl.add(bucket, now - before);
      }
      before = now;
    }
    return first;
  }

  /**
   * As the server counted them. Where it didn't count, a chunk is one, and an answer that came
   * whole; not where it counted the prompt alone, as with vectors and scores.
   */
  static long tokens(RequestRecord request) {
    Usage usage = request.usage();
    Integer counted = usage == null ? null : usage.completionTokens();
    if (counted != null && counted > 0) {
      return counted;
    }
    return request.unstreamed() && request.ok() && usage == null ? 1 : request.messages().outputs();
  }

  OverTime overTime() {
    int[] inFlight = Concurrency.peaks(requests, buckets);
    return new OverTime(
        buckets.widthSeconds(),
        Series.of(tokens),
        Series.of(Arrays.stream(inFlight).asDoubleStream().toArray()),
        Series.of(succeeded),
        Series.of(failed),
        OverTime.Percentiles.of(ttft),
        OverTime.Percentiles.of(itl),
        schedule.get());
  }
}
