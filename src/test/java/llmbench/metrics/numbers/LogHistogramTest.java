package llmbench.metrics.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogHistogramTest {

  @Test
  void everyNumberIsInTheClassBetweenItsBounds() {
    Random random = new Random(4);
    for (int round = 0; round < 50; round++) {
      double spread = random.nextDouble() * 4;
      double[] values =
          random
              .doubles(1 + random.nextInt(300))
              .map(d -> d < 0.1 ? 0 : Math.exp(random.nextGaussian() * spread))
              .toArray();
      LogHistogram histogram = LogHistogram.of(Distribution.of(values), 100);
      assertThat(histogram.counts().size()).isLessThanOrEqualTo(100);
      assertThat(histogram.zeros()).isEqualTo(count(values, 0, Double.MIN_VALUE));
      for (int i = 0; i < histogram.counts().size(); i++) {
        double low = histogram.edges().get(i);
        double high = histogram.edges().get(i + 1);
        assertThat(histogram.counts().get(i)).isEqualTo(count(values, low, high));
        assertThat(high / low).isCloseTo(Math.pow(10, 1.0 / histogram.perDecade()), within(1e-9));
      }
      assertThat(histogram.counts().stream().sum() + histogram.zeros()).isEqualTo(values.length);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1000",
    "4.5, 4.9, 1000",
    "1, 9.99, 100",
    "0.001, 10000, 20",
    "1e-6, 1e7, 10",
  })
  void classesAreAsFineAsThereIsRoomFor(double least, double greatest, int perDecade) {
    LogHistogram histogram = LogHistogram.of(Distribution.of(least, greatest), 150);
    assertThat(histogram.perDecade()).isEqualTo(perDecade);
  }

  @Test
  void powersOfTenBeginAClass() {
    for (int power = -6; power < 9; power++) {
      double value = Double.parseDouble("1e" + power);
      LogHistogram histogram = LogHistogram.of(Distribution.of(value), 10);
      assertThat(histogram.edges().get(0)).isCloseTo(value, within(value * 1e-12));
      assertThat(histogram.counts()).isEqualTo(Series.of(1));
    }
  }

  @Test
  void ofNothingAndOfZerosThereIsNoClass() {
    assertThat(LogHistogram.of(Distribution.EMPTY, 10).counts().size()).isZero();
    LogHistogram zeros = LogHistogram.of(Distribution.of(0, 0), 10);
    assertThat(zeros.edges().size()).isZero();
    assertThat(zeros.zeros()).isEqualTo(2);
  }

  private static int count(double[] values, double from, double below) {
    return (int) Arrays.stream(values).filter(v -> v >= from && v < below).count();
  }
}
