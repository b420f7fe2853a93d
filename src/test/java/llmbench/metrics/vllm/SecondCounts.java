package llmbench.metrics.vllm;

import java.util.Map;
import java.util.TreeMap;

/**
 * A count for each second of a run. A run of years, which is one of two machines whose clocks are
 * apart, has counts only for the seconds in which something was. One run, one thread.
 */
final class SecondCounts {

  /** Twelve days: as many counters take four megabytes. */
  private static final long MOST_HELD = 1 << 20;

  private final long seconds;
  private final int[] near;
  private final TreeMap<Long, Integer> far = new TreeMap<>();

  SecondCounts(long seconds) {
    this.seconds = seconds;
    near = new int[(int) Math.min(MOST_HELD, seconds)];
  }

  long seconds() {
    return seconds;
  }

  /** Adds to a second's count. */
  void add(long second, int more) {
    if (second < near.length) {
      near[(int) second] += more;
    } else {
      far.merge(second, more, Integer::sum);
    }
  }

  /** The highest count of the seconds before this one; none is less than 0. */
  int peak(long before) {
    int peak = 0;
    for (int second = 0; second < Math.min(before, near.length); second++) {
      peak = Math.max(peak, near[second]);
    }
    for (int count : far.headMap(before).values()) {
      peak = Math.max(peak, count);
    }
    return peak;
  }

  /** The highest sum of a second's count and all before it; none is less than 0. */
  int peakOfSums() {
    int peak = 0;
    int sum = 0;
    for (int change : near) {
      sum += change;
      peak = Math.max(peak, sum);
    }
    for (Map.Entry<Long, Integer> change : far.entrySet()) {
      sum += change.getValue();
      peak = Math.max(peak, sum);
    }
    return peak;
  }
}
