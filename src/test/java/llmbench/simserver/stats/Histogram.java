package llmbench.simserver.stats;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** A histogram as Prometheus has them: how many values were at most this many seconds. */
final class Histogram {

  private final double[] seconds;
  private final AtomicLongArray counts;
  private final LongAdder nanos = new LongAdder();

  Histogram(double... seconds) {
    this.seconds = seconds.clone();
    counts = new AtomicLongArray(seconds.length + 1);
  }

  void add(long valueNanos) {
    int bucket = 0;
    while (bucket < seconds.length && valueNanos > seconds[bucket] * 1e9) {
      bucket++;
    }
    counts.incrementAndGet(bucket);
    nanos.add(valueNanos);
  }

  /** How many bounds there are. */
  int size() {
    return seconds.length;
  }

  /** Bound {@code i}, in seconds. */
  double bound(int i) {
    return seconds[i];
  }

  /** How many values are at most bound {@code i}; of i = {@link #size} how many there are. */
  long upTo(int i) {
    long sum = 0;
    for (int bucket = 0; bucket <= i; bucket++) {
      sum += counts.get(bucket);
    }
    return sum;
  }

  /** All values together. */
  double sumSeconds() {
    return nanos.sum() / 1e9;
  }
}
