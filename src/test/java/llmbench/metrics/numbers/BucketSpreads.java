package llmbench.metrics.numbers;

import java.util.Arrays;

/**
 * How times are spread in each bucket of a run: counts by {@link LogClasses}, so that a bucket
 * costs some kilobytes however many times fall into it. Percentiles are by {@link
 * PercentileRule#LINEAR} of the classes' middles, so less than 1 % off the exact ones.
 *
 * <p>One run, one thread.
 */
public final class BucketSpreads {

  private static final double MILLIS = 1e6;

  private final int[][] counts;
  private final long[] sizes;

  public BucketSpreads(int buckets) {
    counts = new int[buckets][0];
    sizes = new long[buckets];
  }

  /** Adds a time, not negative. */
  public void add(int bucket, long nanos) {
    int place = LogClasses.of(nanos);
    int[] row = counts[bucket];
    if (place >= row.length) {
      row = Arrays.copyOf(row, place + place / 4 + 16);
      counts[bucket] = row;
    }
    row[place]++;
    sizes[bucket]++;
  }

  /** A percentile of each bucket, in milliseconds; NaN where nothing fell into it. */
  public Series percentiles(double percent) {
    double[] all = new double[counts.length];
    for (int bucket = 0; bucket < all.length; bucket++) {
      all[bucket] =
          sizes[bucket] == 0
              ? Double.NaN
              : PercentileRule.LINEAR.read(sorted(bucket), percent) / MILLIS;
    }
    return Series.of(all);
  }

  public boolean isEmpty() {
    return Arrays.stream(sizes).allMatch(size -> size == 0);
  }

  private Sorted sorted(int bucket) {
    int[] row = counts[bucket];
    int size = (int) Math.min(Integer.MAX_VALUE, sizes[bucket]);
    return new Sorted() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public double get(int place) {
        long before = 0;
        int next = 0;
        while ((before += row[next]) <= place) {
          next++;
        }
        return LogClasses.middleNanos(next);
      }

      @Override
      public void walk(Run run) {
        for (int i = 0; i < row.length; i++) {
          if (row[i] > 0) {
            run.of(LogClasses.middleNanos(i), row[i]);
          }
        }
      }
    };
  }
}
