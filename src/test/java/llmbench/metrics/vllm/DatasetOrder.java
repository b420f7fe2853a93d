package llmbench.metrics.vllm;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import llmbench.metrics.numbers.Seconds;
import llmbench.metrics.request.RequestTimes;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a run by a dialect of vLLM bench, in the order of the dataset. Each is made when
 * it is asked for and not kept, so that a run may have any number of them; only what a tokenizer
 * has counted is remembered.
 */
public final class DatasetOrder extends AbstractList<RequestTimes> implements RandomAccess {

  private final Requests requests;
  private final VllmDialect dialect;
  private final ToIntFunction<String> tokenCounter;
  private final double firstSeconds;

  /** Tokens of an answer + 1, where they had to be counted; empty while none had to be. */
  private int[] counted = {};

  /**
   * The requests of a run by a dialect, as vLLM bench lists them.
   *
   * @param tokenCounter counts the tokens of an answer when the server didn't; not asked otherwise
   */
  public static List<RequestTimes> of(
      List<RequestRecord> records, VllmDialect dialect, ToIntFunction<String> tokenCounter) {
    return new DatasetOrder(Requests.of(records), dialect, tokenCounter);
  }

  DatasetOrder(Requests records, VllmDialect dialect, ToIntFunction<String> tokenCounter) {
    requests = records.at(byIndex(records));
    this.dialect = dialect;
    this.tokenCounter = tokenCounter;
    firstSeconds =
        IntStream.range(0, records.size())
            .mapToDouble(place -> Seconds.ofNanos(records.sentNanos(place)))
            .min()
            .orElse(0);
  }

  @Override
  public int size() {
    return requests.size();
  }

  @Override
  public RequestTimes get(int i) {
    RequestRecord request = requests.get(i);
    return dialect.times(request, text -> count(i, text)).queuedSince(handedOver(request));
  }

  /** A request of the run by the dialect, in whatever order they are asked for. */
  RequestTimes times(RequestRecord request) {
    return dialect.times(request, tokenCounter).queuedSince(handedOver(request));
  }

  /** When vLLM bench would have made the request's task: at its time, or all at the start. */
  private double handedOver(RequestRecord request) {
    Long planned = request.departure().plannedNanos();
    return planned == null ? firstSeconds : Seconds.ofNanos(planned);
  }

  /**
   * Empty buckets from the first start to the last end, which the record tells without a walk: they
   * fit if the first request of all has succeeded. Null where no run can be so long.
   */
  @Nullable SecondBuckets buckets() {
    double last =
        IntStream.range(0, size())
            .mapToDouble(place -> Seconds.ofNanos(requests.endNanos(place)))
            .max()
            .orElse(0);
    return SecondBuckets.canSpan(last - firstSeconds)
        ? new SecondBuckets(firstSeconds, last)
        : null;
  }

  private int count(int i, String text) {
    if (counted.length == 0) {
      counted = new int[size()];
    }
    if (counted[i] == 0) {
      counted[i] = tokenCounter.applyAsInt(text) + 1;
    }
    return counted[i] - 1;
  }

  /** The places of the requests by their index; of one index in the order of the record. */
  private static int[] byIndex(Requests records) {
    long[] keys = new long[records.size()];
    for (int place = 0; place < keys.length; place++) {
      keys[place] = ((long) records.index(place) << Integer.SIZE) | place;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }
}
