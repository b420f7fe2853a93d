package llmbench.metrics.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import llmbench.metrics.numbers.Distribution;
import llmbench.timeline.ServerMetrics;
import org.junit.jupiter.api.Test;

/** A histogram before and after, against the times that went into it. */
class BucketedTimesTest {

  private static final double[] BOUNDS = {0.001, 0.01, 0.02, 0.1, 0.5, 2.5};

  @Test
  void countAndMeanAreExactAndEveryPercentileLiesInItsInterval() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 300; round++) {
      double[] earlier = times(random);
      double[] ours = times(random);
      double[] all = new double[earlier.length + ours.length];
      System.arraycopy(earlier, 0, all, 0, earlier.length);
      System.arraycopy(ours, 0, all, earlier.length, ours.length);
      BucketedTimes times = BucketedTimes.between(histogram(earlier), histogram(all)).orElseThrow();
      Distribution exact = Distribution.of(ours).times(1000);
      assertThat(times.count()).isEqualTo(ours.length);
      assertThat(times.meanMillis()).isCloseTo(exact.mean(), within(1e-6));
      for (double percent : new double[] {0, 10, 50, 90, 99, 99.9, 100}) {
        BucketedTimes.Interval interval = times.percentile(percent);
        assertThat(exact.percentile(percent)).isBetween(interval.from(), interval.to());
      }
    }
  }

  @Test
  void theIntervalIsNoWiderThanTheBucketsOfItsNeighbours() {
    double[] ours = {0.0005, 0.015, 0.015, 3};
    BucketedTimes times = BucketedTimes.between(null, histogram(ours)).orElseThrow();
    assertThat(times.percentile(0)).isEqualTo(new BucketedTimes.Interval(0, 1));
    assertThat(times.percentile(50)).isEqualTo(new BucketedTimes.Interval(10, 20));
    assertThat(times.percentile(40)).isEqualTo(new BucketedTimes.Interval(10, 20));
    assertThat(times.percentile(100))
        .isEqualTo(new BucketedTimes.Interval(2500, Double.POSITIVE_INFINITY));
  }

  @Test
  void aServerThatWasStartedAnewMeanwhileSaysNothing() {
    double[] many = {0.1, 0.2, 0.3};
    double[] few = {0.001};
    assertThat(BucketedTimes.between(histogram(many), histogram(few))).isEmpty();
    // As many as before, but others: a bucket has lost.
    assertThat(BucketedTimes.between(histogram(0.001), histogram(9.0))).isEmpty();
  }

  @Test
  void whatIsNoBoundIsNoBucket() {
    ServerMetrics.Histogram odd =
        new ServerMetrics.Histogram(0.5, 1, Map.of("half", 1.0, "+Inf", 1.0));
    BucketedTimes times = BucketedTimes.between(null, odd).orElseThrow();
    assertThat(times.percentile(50))
        .isEqualTo(new BucketedTimes.Interval(0, Double.POSITIVE_INFINITY));
  }

  private static double[] times(SplittableRandom random) {
    // Spread over all of the buckets and beyond, many of them on a bound.
    return random
        .doubles(1 + random.nextInt(40))
        .map(each -> Math.pow(10, each * 5 - 4))
        .map(time -> random.nextInt(4) == 0 ? BOUNDS[random.nextInt(BOUNDS.length)] : time)
        .toArray();
  }

  private static ServerMetrics.Histogram histogram(double... times) {
    Map<String, Double> upTo = new LinkedHashMap<>();
    // The order in which a file has them says nothing.
    upTo.put("+Inf", (double) times.length);
    double sum = 0;
    for (double bound : BOUNDS) {
      long count = 0;
      for (double time : times) {
        count += time <= bound ? 1 : 0;
      }
      upTo.put(String.valueOf(bound), (double) count);
    }
    for (double time : times) {
      sum += time;
    }
    return new ServerMetrics.Histogram(sum, times.length, upTo);
  }
}
