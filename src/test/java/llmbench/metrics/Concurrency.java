package llmbench.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
    long[] starts = IntStream.range(0, all.size()).mapToLong(all::sentNanos).sorted().toArray();
    long[] ends = IntStream.range(0, all.size()).mapToLong(all::endNanos).sorted().toArray();
    int peak = peak(starts, ends);
    return new Concurrency(peak, mean(starts, ends, peak));
  }

  /** A request that ends in the very nanosecond in which another is sent is not beside it. */
  private static int peak(long[] sent, long[] ended) {
    int peak = 0;
    int over = 0;
    for (int i = 0; i < sent.length; i++) {
      while (over < i && ended[over] <= sent[i]) {
        over++;
      }
      peak = Math.max(peak, i + 1 - over);
    }
    return peak;
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
