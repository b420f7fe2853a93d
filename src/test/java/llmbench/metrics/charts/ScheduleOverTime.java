package llmbench.metrics.charts;

import java.util.Optional;
import llmbench.metrics.numbers.BucketSpreads;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.numbers.TimeBuckets;
import llmbench.timeline.RequestRecord;

/**
 * When requests were to be sent, and when they were, over a run: of those that had times of their
 * own, failures included. What was due before the first bucket is in that.
 *
 * @param planned requests whose time lies in the bucket
 * @param sent requests that were sent in it
 * @param late how long after their time they were sent, by that time
 */
public record ScheduleOverTime(Series planned, Series sent, OverTime.Percentiles late) {

  /** Collects it. One run, one thread. */
  static final class Sum {

    private final TimeBuckets buckets;
    private final double[] planned;
    private final double[] sent;
    private final BucketSpreads late;

    Sum(TimeBuckets buckets) {
      this.buckets = buckets;
      planned = new double[buckets.count()];
      sent = new double[buckets.count()];
      late = new BucketSpreads(buckets.count());
    }

    /** Takes any request. */
    void add(RequestRecord request) {
      Long time = request.departure().plannedNanos();
      if (time == null) {
        return;
      }
      int due = buckets.of(time);
      planned[due]++;
      sent[buckets.of(request.sentNanos())]++;
      late.add(due, Math.max(0, request.sentNanos() - time));
    }

    /** Empty where no request had a time. */
    Optional<ScheduleOverTime> get() {
      return OverTime.Percentiles.of(late)
          .map(spread -> new ScheduleOverTime(Series.of(planned), Series.of(sent), spread));
    }
  }
}
