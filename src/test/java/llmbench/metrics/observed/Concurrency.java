package llmbench.metrics.observed;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import llmbench.metrics.numbers.Seconds;
import llmbench.metrics.numbers.TimeBuckets;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;

/**
 * How many requests were in flight at once, failures included; from their own times.
 *
 * @param peak the most at one moment
 * @param mean from the first request's start to the last one's: while there was still one to send
 */
public record Concurrency(int peak, double mean) {

  /** That of a run. */
  public static Concurrency of(List<RequestRecord> records) {
    Requests all = Requests.of(records);
    long[] starts = starts(all);
    long[] ends = ends(all);
    int peak = 0;
    for (int most : peaks(starts, ends, new TimeBuckets(0, 1, 1))) {
      peak = Math.max(peak, most);
    }
    return new Concurrency(peak, mean(starts, ends, peak));
  }

  /** The most at one moment of each bucket; the most of all of them is {@link #peak}. */
  public static int[] peaks(Requests requests, TimeBuckets buckets) {
    return peaks(starts(requests), ends(requests), buckets);
  }

  /** A request that ends in the very nanosecond in which another is sent is not beside it. */
  private static int[] peaks(long[] sent, long[] ended, TimeBuckets buckets) {
    int[] peaks = new int[buckets.count()];
    int over = 0;
    int bucket = 0;
    for (int i = 0; i < sent.length; i++) {
      int next = buckets.of(sent[i]);
      while (bucket < next) {
        bucket++;
        over = over(ended, over, i, buckets.startNanos(bucket));
        peaks[bucket] = i - over;
      }
      over = over(ended, over, i, sent[i]);
      peaks[bucket] = Math.max(peaks[bucket], i + 1 - over);
    }
    while (++bucket < peaks.length) {
      over = over(ended, over, sent.length, buckets.startNanos(bucket));
      peaks[bucket] = sent.length - over;
    }
    return peaks;
  }

  /** How many of the first ones that were sent are over at this moment. */
  private static int over(long[] ended, int before, int sent, long nanos) {
    int over = before;
    while (over < sent && ended[over] <= nanos) {
      over++;
    }
    return over;
  }

  private static long[] starts(Requests all) {
    return IntStream.range(0, all.size()).mapToLong(all::sentNanos).sorted().toArray();
  }

  private static long[] ends(Requests all) {
    return IntStream.range(0, all.size()).mapToLong(all::endNanos).sorted().toArray();
  }

  /** All sent in one moment: that many. */
  private static double mean(long[] sent, long[] ended, int peak) {
    if (sent.length == 0 || sent[0] == sent[sent.length - 1]) {
      return peak;
    }
    long last = sent[sent.length - 1];
    double seconds = Seconds.ofNanos(last - sent[0]);
    double started = Arrays.stream(sent).mapToDouble(at -> Seconds.ofNanos(last - at)).sum();
    double over =
        Arrays.stream(ended).mapToDouble(at -> Seconds.ofNanos(Math.max(0, last - at))).sum();
    return (started - over) / seconds;
  }
}
