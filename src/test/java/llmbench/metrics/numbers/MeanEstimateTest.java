package llmbench.metrics.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MeanEstimateTest {

  /** Student's t of the tables: 12.706, 4.303, 2.776, 2.262, 2.045 at 1, 2, 4, 9, 29 degrees. */
  @Test
  void theReachIsThatOfTheTables() {
    assertThat(StudentT.reach(0.95, 1)).isCloseTo(12.706, within(5e-4));
    assertThat(StudentT.reach(0.95, 2)).isCloseTo(4.303, within(5e-4));
    assertThat(StudentT.reach(0.95, 4)).isCloseTo(2.776, within(5e-4));
    assertThat(StudentT.reach(0.95, 9)).isCloseTo(2.262, within(5e-4));
    assertThat(StudentT.reach(0.99, 29)).isCloseTo(2.756, within(5e-4));
    assertThat(StudentT.chance(-2.776, 4)).isCloseTo(0.05, within(5e-5));
  }

  /** By hand: 2, 4, 4, 4, 5, 5, 7, 9 have mean 5 and squares of 32. */
  @Test
  void meanDeviationAndVariationAreThoseOfTheValues() {
    MeanEstimate estimate = MeanEstimate.of(2, 4, 4, 4, 5, 5, 7, 9);
    assertThat(estimate.mean()).isEqualTo(5);
    assertThat(estimate.standardDeviation()).isCloseTo(Math.sqrt(32 / 7.0), within(1e-12));
    assertThat(estimate.variation()).hasValue(Math.sqrt(32 / 7.0) / 5);
    Interval interval = estimate.interval().orElseThrow();
    assertThat(interval.halfWidth()).isCloseTo(2.3646 * Math.sqrt(32 / 56.0), within(1e-4));
    assertThat(interval.contains(5 + interval.halfWidth())).isTrue();
  }

  @Test
  void oneRunSaysNothingOfHowFarItIsOff() {
    MeanEstimate alone = MeanEstimate.of(7);
    assertThat(alone.interval()).isEmpty();
    assertThat(alone.variation()).isEmpty();
    assertThatThrownBy(MeanEstimate::of).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MeanEstimate.of(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nineteenOfTwentyIntervalsHoldTheTrueMean() {
    Random random = new Random(41);
    for (int runs : new int[] {2, 3, 5, 10}) {
      int held = 0;
      for (int i = 0; i < 4_000; i++) {
        held +=
            MeanEstimate.of(several(runs, () -> 30 + 4 * random.nextGaussian()))
                    .interval()
                    .orElseThrow()
                    .contains(30)
                ? 1
                : 0;
      }
      assertThat(held / 4_000.0).as("%d runs", runs).isCloseTo(0.95, within(0.015));
    }
  }

  /** Each value hangs together with about ten before it. */
  @Test
  void batchMeansHoldTheMeanOfNeighboursThatDependOnEachOther() {
    Random random = new Random(42);
    int byBatches = 0;
    int bySingles = 0;
    for (int i = 0; i < 1_000; i++) {
      double[] values = chained(1_000, random);
      byBatches +=
          BatchMeans.of(values, 50).orElseThrow().interval().orElseThrow().contains(0) ? 1 : 0;
      bySingles += MeanEstimate.of(values).interval().orElseThrow().contains(0) ? 1 : 0;
    }
    assertThat(byBatches).isBetween(910, 975);
    assertThat(bySingles).isLessThan(700);
  }

  @Test
  void batchesAreOfAllValuesAndThereAreFiveOrNone() {
    assertThat(BatchMeans.of(new double[249], 50)).isEmpty();
    assertThat(BatchMeans.count(250, 50)).isEqualTo(5);
    assertThat(BatchMeans.count(100_000, 50)).isEqualTo(20);
    double[] values = DoubleStream.iterate(1, v -> v + 1).limit(23).toArray();
    MeanEstimate four = BatchMeans.of(values, 4).orElseThrow();
    // 4, 5, 4, 5, 5 values.
    assertThat(four).isEqualTo(MeanEstimate.of(2.5, 7, 11.5, 16, 21));
  }

  private static double[] several(int count, DoubleSupplier one) {
    return DoubleStream.generate(one).limit(count).toArray();
  }

  private static double[] chained(int count, Random random) {
    double[] last = {random.nextGaussian()};
    return several(count, () -> last[0] = 0.8 * last[0] + 0.6 * random.nextGaussian());
  }
}
