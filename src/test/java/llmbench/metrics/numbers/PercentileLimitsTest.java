package llmbench.metrics.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentileLimitsTest {

  /** 1 − p^n ≥ 0.95, as the tables of tolerance limits have it. */
  @Test
  void theLeastNumbersAreThoseOfTheTables() {
    assertThat(PercentileLimits.of(90).leastForUpper()).isEqualTo(29);
    assertThat(PercentileLimits.of(95).leastForUpper()).isEqualTo(59);
    assertThat(PercentileLimits.of(99).leastForUpper()).isEqualTo(299);
    assertThat(PercentileLimits.of(99.9).leastForUpper()).isEqualTo(2_995);
    assertThat(PercentileLimits.of(99).leastForBoth()).isEqualTo(368);
    assertThat(PercentileLimits.of(50).leastForBoth()).isEqualTo(6);
    assertThat(PercentileLimits.of(1).leastForBoth()).isEqualTo(368);
    assertThat(new PercentileLimits(99, 0.99).leastForUpper()).isEqualTo(459);
  }

  @Test
  void thereIsALimitFromTheLeastNumberOn() {
    for (double percent : new double[] {1, 25, 50, 90, 99}) {
      PercentileLimits limits = PercentileLimits.of(percent);
      int upper = limits.leastForUpper();
      assertThat(limits.upper(ranks(upper))).as("P%s", percent).isPresent();
      assertThat(limits.upper(ranks(upper - 1))).as("P%s", percent).isEmpty();
      int both = limits.leastForBoth();
      assertThat(limits.both(ranks(both))).as("P%s", percent).isPresent();
      assertThat(limits.both(ranks(both - 1))).as("P%s", percent).isEmpty();
    }
  }

  /** The confidence of each rank is a sum of binomials: enough with it, too little one rank in. */
  @Test
  void theRanksAreTheNearestThatAreEnough() {
    Random random = new Random(43);
    for (int i = 0; i < 200; i++) {
      double percent = 1 + random.nextInt(99);
      int n = 1 + random.nextInt(600);
      PercentileLimits limits = PercentileLimits.of(percent);
      limits
          .upper(ranks(n))
          .ifPresent(
              rank -> {
                assertThat(below((int) rank, n, percent / 100)).isGreaterThanOrEqualTo(0.95);
                assertThat(below((int) rank - 1, n, percent / 100)).isLessThan(0.95);
              });
      limits
          .both(ranks(n))
          .ifPresent(
              two -> {
                double high = below((int) two.high(), n, percent / 100);
                double low = below((int) two.low(), n, percent / 100);
                assertThat(high).isGreaterThanOrEqualTo(0.975);
                assertThat(below((int) two.high() - 1, n, percent / 100)).isLessThan(0.975);
                assertThat(low).isLessThanOrEqualTo(0.025);
                assertThat(below((int) two.low() + 1, n, percent / 100)).isGreaterThan(0.025);
              });
    }
  }

  @Test
  void theyHoldThePercentileOfAnySkewedValues() {
    Random random = new Random(44);
    double truth = -Math.log(0.01);
    int upper = 0;
    int both = 0;
    for (int i = 0; i < 2_000; i++) {
      Distribution values =
          Distribution.of(
              IntStream.range(0, 500).mapToDouble(v -> -Math.log(random.nextDouble())).toArray());
      upper += PercentileLimits.of(99).upper(values).orElseThrow() >= truth ? 1 : 0;
      both += PercentileLimits.of(99).both(values).orElseThrow().contains(truth) ? 1 : 0;
    }
    assertThat(upper).isGreaterThan(1_890);
    assertThat(both).isGreaterThan(1_890);
  }

  /** Fifty in a row have most of their value in common. */
  @Test
  void ofNeighboursThatAreAlikeTheyAreWiderAndHold() {
    Random random = new Random(47);
    int byParts = 0;
    int bySingles = 0;
    for (int i = 0; i < 400; i++) {
      List<Distribution> parts = new ArrayList<>();
      for (int part = 0; part < 20; part++) {
        double common = random.nextGaussian();
        double[] values = new double[50];
        Arrays.setAll(values, v -> 0.8 * common + 0.6 * random.nextGaussian());
        parts.add(Distribution.of(values));
      }
      Distribution all = Distribution.together(parts);
      byParts += PercentileLimits.of(50).both(all, parts).orElseThrow().contains(0) ? 1 : 0;
      bySingles += PercentileLimits.of(50).both(all).orElseThrow().contains(0) ? 1 : 0;
    }
    assertThat(byParts).isGreaterThan(365);
    assertThat(bySingles).isLessThan(250);
  }

  /** All requests of a first wave have one time, and no other is as long. */
  @Test
  void ofAPercentileThatOneMomentMakesThereAreNone() {
    List<Distribution> parts = new ArrayList<>();
    for (int part = 0; part < 20; part++) {
      double[] values = new double[50];
      Arrays.fill(values, part == 0 ? 500 : part);
      parts.add(Distribution.of(values));
    }
    assertThat(PercentileLimits.of(99).both(Distribution.together(parts), parts)).isEmpty();
  }

  @Test
  void ofNothingAndOfNoPercentileThereAreNone() {
    assertThat(PercentileLimits.of(50).both(Distribution.EMPTY)).isEmpty();
    assertThat(PercentileLimits.of(50).upper(Distribution.EMPTY)).isEmpty();
    assertThatThrownBy(() -> PercentileLimits.of(100)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Whose values are their ranks. */
  private static Distribution ranks(int n) {
    return Distribution.of(IntStream.rangeClosed(1, n).mapToDouble(i -> i).toArray());
  }

  /** The chance that fewer than {@code rank} of n are below the percentile. */
  private static double below(int rank, int n, double share) {
    double logChance = n * Math.log(1 - share);
    double sum = 0;
    for (int k = 0; k < rank; k++) {
      sum += Math.exp(logChance);
      logChance += Math.log((n - k) / (k + 1.0) * share / (1 - share));
    }
    return sum;
  }
}
