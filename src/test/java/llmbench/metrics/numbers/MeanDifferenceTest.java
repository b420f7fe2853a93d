package llmbench.metrics.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MeanDifferenceTest {

  /** Variances 4 and 100 over 6 and 11 values. */
  @Test
  void sidesThatVaryDifferentlyAreComparedAtTheirLevel() {
    Random random = new Random(45);
    int held = 0;
    int seen = 0;
    for (int i = 0; i < 4_000; i++) {
      MeanDifference apart =
          MeanDifference.welch(
                  MeanEstimate.of(normal(random, 6, 20, 2)),
                  MeanEstimate.of(normal(random, 11, 23, 10)))
              .orElseThrow();
      boolean holds = apart.interval(0.95).contains(3);
      held += holds ? 1 : 0;
      MeanDifference none =
          MeanDifference.welch(
                  MeanEstimate.of(normal(random, 3, 20, 1)),
                  MeanEstimate.of(normal(random, 3, 20, 1)))
              .orElseThrow();
      seen += none.chance() < 0.05 ? 1 : 0;
      assertThat(none.chance() < 0.05).isEqualTo(!none.interval(0.95).contains(0));
    }
    assertThat(held / 4_000.0).isCloseTo(0.95, within(0.012));
    assertThat(seen / 4_000.0).isBetween(0.03, 0.055);
  }

  /** What both have in common, here a first value ten times the others, is no noise. */
  @Test
  void pairsShowWhatTheirCommonPatternWouldHide() {
    double[] first = {100, 10.1, 9.9, 10.0, 10.1};
    double[] other = {101, 11.0, 11.0, 11.1, 11.0};
    assertThat(MeanDifference.paired(first, other).chance()).isLessThan(0.001);
    assertThat(
            MeanDifference.welch(MeanEstimate.of(first), MeanEstimate.of(other))
                .orElseThrow()
                .chance())
        .isGreaterThan(0.9);
  }

  @Test
  void whatDoesNotVaryDiffersOrDoesNot() {
    MeanEstimate one = MeanEstimate.of(1, 1, 1);
    assertThat(MeanDifference.welch(one, MeanEstimate.of(2, 2)).orElseThrow().chance()).isZero();
    assertThat(MeanDifference.welch(one, one).orElseThrow().chance()).isEqualTo(1);
    assertThat(MeanDifference.welch(one, MeanEstimate.of(2))).isEmpty();
    assertThatThrownBy(() -> MeanDifference.paired(new double[2], new double[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** By hand: 0.005 ≤ 0.05/4, 0.01 ≤ 0.05/3, 0.03 > 0.05/2. */
  @Test
  void holmTakesThemFromTheLeastLikely() {
    assertThat(MeanDifference.holm(new double[] {0.01, 0.04, 0.03, 0.005}, 0.05))
        .containsExactly(true, false, false, true);
    assertThat(MeanDifference.holm(new double[] {0.02, 0.03}, 0.05)).containsExactly(true, true);
    assertThat(MeanDifference.holm(new double[0], 0.05)).isEmpty();
  }

  @Test
  void ofManyThatAreNoneHolmTakesOneInTwentyComparisonsForSome() {
    Random random = new Random(46);
    int some = 0;
    for (int i = 0; i < 4_000; i++) {
      double[] chances = DoubleStream.generate(random::nextDouble).limit(15).toArray();
      for (boolean more : MeanDifference.holm(chances, 0.05)) {
        if (more) {
          some++;
          break;
        }
      }
    }
    assertThat(some / 4_000.0).isCloseTo(0.05, within(0.012));
  }

  private static double[] normal(Random random, int count, double mean, double deviation) {
    return DoubleStream.generate(() -> mean + deviation * random.nextGaussian())
        .limit(count)
        .toArray();
  }
}
