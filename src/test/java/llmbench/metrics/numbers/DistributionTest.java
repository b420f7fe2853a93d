package llmbench.metrics.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DistributionTest {

  private static final double[] PERCENTS = {
    0, 0.1, 1, 5, 25, 33.3, 50, 66.6, 75, 90, 95, 99, 99.9, 99.99, 100
  };

  @Test
  void agreesWithAnIndependentLibraryOnRandomNumbersOfEverySize() {
    Random random = new Random(7);
    Quantile r7 = Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);
    for (int size : new int[] {1, 2, 3, 4, 5, 10, 99, 100, 101, 1000, 20_001}) {
      double[] values = random.doubles(size).map(x -> -Math.log(x) / 100).toArray();
      Distribution ours = Distribution.of(values);
      Percentage exact = Percentage.withPercentage(1e-10);
      assertThat(ours.mean()).isCloseTo(Mean.of(values).getAsDouble(), exact);
      assertThat(ours.median()).isCloseTo(Median.withDefaults().evaluate(values), exact);
      assertThat(ours.standardDeviation())
          .isCloseTo(
              StandardDeviation.of(values).setBiased(true).getAsDouble(),
              Percentage.withPercentage(1e-8));
      for (double percent : PERCENTS) {
        assertThat(ours.percentile(percent))
            .as("P%s of %s", percent, size)
            .isCloseTo(r7.evaluate(values, percent / 100), exact);
      }
    }
  }

  @Test
  void percentilesNeverFallAndStayBetweenTheExtremes() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      double[] values = random.doubles(1 + random.nextInt(40)).toArray();
      Distribution spread = Distribution.of(values);
      double before = spread.min();
      for (double percent = 0; percent <= 100; percent += 0.5) {
        double now = spread.percentile(percent);
        assertThat(now).isBetween(before - 1e-15, spread.max() + 1e-15);
        before = now;
      }
      assertThat(spread.percentile(0)).isEqualTo(spread.min());
      assertThat(spread.percentile(100)).isEqualTo(spread.max());
    }
  }

  @Test
  void knownNumbersOfNumpy() {
    // numpy.percentile([15, 20, 35, 40, 50], [5, 30, 40, 95]), numpy.std, numpy.median
    Distribution spread = Distribution.of(50, 15, 35, 20, 40);
    assertThat(spread.percentile(5)).isEqualTo(16);
    assertThat(spread.percentile(30)).isEqualTo(23);
    assertThat(spread.percentile(40)).isEqualTo(29);
    assertThat(spread.percentile(95)).isEqualTo(48);
    assertThat(spread.standardDeviation()).isCloseTo(12.884098726725126, within(1e-14));
    assertThat(spread.median()).isEqualTo(35);
    assertThat(spread.mean()).isEqualTo(32);
    assertThat(spread.size()).isEqualTo(5);
  }

  @Test
  void ofNoNumbersEveryFigureIsZero() {
    assertThat(Distribution.EMPTY.mean()).isZero();
    assertThat(Distribution.EMPTY.median()).isZero();
    assertThat(Distribution.EMPTY.standardDeviation()).isZero();
    assertThat(Distribution.EMPTY.percentile(99)).isZero();
    assertThat(Distribution.EMPTY.min()).isZero();
    assertThat(Distribution.EMPTY.max()).isZero();
  }

  @Test
  void anotherUnitScalesEveryFigure() {
    Distribution millis = Distribution.of(0.001, 0.003).times(1000);
    assertThat(millis.mean()).isEqualTo(2);
    assertThat(millis.median()).isEqualTo(2);
    assertThat(millis.standardDeviation()).isCloseTo(1, within(1e-15));
    assertThat(millis.min()).isEqualTo(1);
    assertThat(millis.max()).isEqualTo(3);
    assertThat(millis.percentile(75)).isEqualTo(2.5);
  }

  @Test
  void theSameNumberManyTimesHasNoSpread() {
    double[] values = new double[2_000_000];
    Arrays.fill(values, 0.1);
    Distribution spread = Distribution.of(values);
    assertThat(spread.mean()).isEqualTo(0.1);
    assertThat(spread.standardDeviation()).isZero();
  }

  @Test
  void theCallersNumbersStayAsTheyWere() {
    double[] values = {3, 1, 2};
    Distribution spread = Distribution.of(values);
    assertThat(values).containsExactly(3, 1, 2);
    values[0] = 100;
    assertThat(spread.max()).isEqualTo(3);
  }

  @Test
  void whatIsNoNumberOrNoPercentileIsRefused() {
    assertThatThrownBy(() -> Distribution.of(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
    for (double percent : new double[] {-0.1, 100.1, Double.NaN}) {
      assertThatThrownBy(() -> Distribution.EMPTY.percentile(percent))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("from 0 to 100");
    }
  }
}
