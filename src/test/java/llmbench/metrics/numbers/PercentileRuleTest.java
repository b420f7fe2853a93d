package llmbench.metrics.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.descriptive.Quantile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PercentileRuleTest {

  /** Of 10, 20, 30, …: by evalscope's {@code calculate_percentiles()} of 1.1.1 and 1.14.1. */
  @ParameterizedTest
  @CsvSource({
    "1,   10,  10,  10",
    "1,   99,  10,  10",
    "2,   50,  20,  10",
    "2,   49,  10,  10",
    "2,   51,  20,  20",
    "3,   66,  20,  20",
    "4,   25,  20,  10",
    "4,   75,  40,  30",
    "10,  10,  20,  10",
    "10,  99,  100, 100",
    "12,  50,  70,  60",
    "100, 99,  1000, 990",
    "100, 98,  990, 980",
    "100, 0,   10,  10",
    "100, 100, 1000, 1000",
  })
  void knownPlaces(int size, double percent, double floorIndex, double nearestRank) {
    double[] values = new double[size];
    Arrays.setAll(values, i -> (i + 1) * 10);
    Distribution spread = Distribution.of(values);
    assertThat(spread.percentile(percent, PercentileRule.FLOOR_INDEX)).isEqualTo(floorIndex);
    assertThat(spread.percentile(percent, PercentileRule.NEAREST_RANK)).isEqualTo(nearestRank);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOOR_INDEX", "NEAREST_RANK"})
  void aPercentileIsAlwaysOneOfTheNumbersAndNeverFalls(PercentileRule rule) {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      double[] values = random.doubles(1 + random.nextInt(60)).toArray();
      Distribution spread = Distribution.of(values);
      double before = spread.min();
      for (int percent = 0; percent <= 100; percent++) {
        double now = spread.percentile(percent, rule);
        assertThat(values).contains(now);
        assertThat(now).isGreaterThanOrEqualTo(before);
        before = now;
      }
      assertThat(spread.percentile(0, rule)).isEqualTo(spread.min());
      assertThat(spread.percentile(100, rule)).isEqualTo(spread.max());
    }
  }

  @Test
  void nearestRankAgreesWithAnIndependentLibrary() {
    Random random = new Random(4);
    Quantile r1 = Quantile.withDefaults().with(Quantile.EstimationMethod.HF1);
    for (int size : new int[] {1, 2, 3, 7, 50, 99, 128, 1000}) {
      double[] values = random.doubles(size).toArray();
      Distribution spread = Distribution.of(values);
      // Eighths of 100 are exact in binary: no rounding of n · p hides a difference.
      for (double percent = 12.5; percent <= 100; percent += 12.5) {
        assertThat(spread.percentile(percent, PercentileRule.NEAREST_RANK))
            .isEqualTo(r1.evaluate(values, percent / 100));
      }
    }
  }
}
