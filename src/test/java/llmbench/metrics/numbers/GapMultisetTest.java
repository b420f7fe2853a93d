package llmbench.metrics.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Whatever is counted: the figures are those of the sorted numbers, to the last bit. */
class GapMultisetTest {

  private static final double[] PERCENTS = {0, 0.1, 1, 10, 25, 33.3, 50, 75, 90, 99, 99.99, 100};

  @Test
  void figuresOfAnyNumbersAreThoseOfTheSortedArray() {
    Random random = new Random(14);
    List<LongSupplier> kinds =
        List.of(
            () -> 0,
            () -> random.nextInt(3),
            () -> 8_000_000 + random.nextInt(5),
            () -> random.nextInt(4096),
            () -> random.nextInt(50_000_000),
            () -> Math.round(8e6 * Math.exp(0.15 * random.nextGaussian())),
            () -> random.nextInt(1 << 30) * 4L,
            () -> random.nextLong() >>> 12,
            () -> (1L << 30) - 2 + random.nextInt(4),
            () -> random.nextInt(10) == 0 ? random.nextLong() >>> 20 : 0);
    for (int size : new int[] {1, 2, 3, 255, 256, 257, 5_000, 40_000}) {
      for (LongSupplier kind : kinds) {
        agree(fill(size, kind));
      }
      agree(fill(size, () -> kinds.get(random.nextInt(kinds.size())).getAsLong()));
    }
  }

  @Test
  void moreThanWaitAtOnceAreCountedInSeveralGoes() {
    Random random = new Random(15);
    agree(fill(1_300_000, () -> Math.round(8e6 * Math.exp(0.1 * random.nextGaussian()))));
    // Every counter runs over, some often.
    agree(fill(1_100_000, () -> random.nextInt(4) == 0 ? 7 : random.nextInt(2_000)));
  }

  @Test
  void ofNothingThereAreNoSeconds() {
    assertThat(new GapMultiset().seconds().size()).isZero();
    assertThat(Distribution.of(new GapMultiset().seconds()).percentile(99)).isZero();
  }

  @Test
  void aGapThatIsNegativeIsRefused() {
    assertThatThrownBy(() -> new GapMultiset().add(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a gap of -1 ns");
  }

  @Test
  void gapsOfAToolAndOfARecordAreOnePool() {
    GapPool pool = new GapPool();
    pool.add(Series.ofNanos(new long[] {3_000_000, 1_000_000, 1_000_000}));
    pool.add(Series.of(0.002, 0.0005));
    Distribution spread = pool.distribution();
    Distribution same = Distribution.of(0.0005, 0.001, 0.001, 0.002, 0.003);
    assertThat(spread.size()).isEqualTo(5);
    assertThat(figures(spread)).isEqualTo(figures(same));
  }

  private static long[] fill(int size, LongSupplier kind) {
    long[] numbers = new long[size];
    Arrays.setAll(numbers, i -> kind.getAsLong());
    return numbers;
  }

  private static void agree(long[] nanos) {
    GapMultiset tally = new GapMultiset();
    for (int i = 0; i < nanos.length; i += 100) {
      tally.addAll(Arrays.copyOfRange(nanos, i, Math.min(nanos.length, i + 100)));
    }
    Distribution counted = Distribution.of(tally.seconds()).times(1000);
    Distribution sorted =
        Distribution.of(Arrays.stream(nanos).mapToDouble(n -> n / 1e9).toArray()).times(1000);
    assertThat(counted.size()).isEqualTo(nanos.length);
    assertThat(figures(counted)).isEqualTo(figures(sorted));
  }

  /** Boxes compare their bits. */
  private static List<Double> figures(Distribution spread) {
    List<Double> figures =
        new ArrayList<>(
            List.of(
                spread.min(),
                spread.max(),
                spread.mean(),
                spread.median(),
                spread.standardDeviation()));
    for (PercentileRule rule : PercentileRule.values()) {
      for (double percent : PERCENTS) {
        figures.add(spread.percentile(percent, rule));
      }
    }
    return figures;
  }
}
