package llmbench.metrics.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {

  @Test
  void ofAStraightLineItIsExact() {
    Trend growth = Trend.of(IntStream.range(0, 20).mapToObj(i -> 5.0 + 2 * i).toList());
    assertThat(growth.start()).isCloseTo(5, within(1e-9));
    assertThat(growth.end()).isCloseTo(43, within(1e-9));
    assertThat(growth.leastGrowth()).isCloseTo(38, within(1e-9));
  }

  /** By hand: the slope is 0.9, its standard error 0.321455. */
  @Test
  void theErrorIsThatOfLeastSquares() {
    Trend growth = Trend.of(List.of(1.0, 3.0, 2.0, 5.0, 4.5));
    assertThat(growth.start()).isCloseTo(1.3, within(1e-9));
    assertThat(growth.end()).isCloseTo(4.9, within(1e-9));
    assertThat(growth.leastGrowth()).isCloseTo(0.321159, within(1e-6));
  }

  /** Of twenty means without a trend, growth is seen once in a hundred times. */
  @Test
  void chanceIsSeldomTakenForGrowth() {
    Random random = new Random(8);
    int seen = 0;
    for (int run = 0; run < 2_000; run++) {
      Trend growth =
          Trend.of(IntStream.range(0, 20).mapToObj(i -> 10 + random.nextGaussian()).toList());
      seen += growth.leastGrowth() > 0 ? 1 : 0;
    }
    assertThat(seen).isBetween(8, 36);
  }
}
