package llmbench.metrics.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonTest {

  /** Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I. */
  @Test
  void theIntervalsAreThoseOfThePublishedTable() {
    expect(81, 263, 0.2553, 0.3662);
    expect(15, 148, 0.0624, 0.1605);
    expect(0, 20, 0.0000, 0.1611);
    expect(1, 29, 0.0061, 0.1718);
  }

  /** It is where the score test of each share ends: |p̂ − p| = z·√(p(1 − p)/n). */
  @Test
  void itsEndsAreWhereTheScoreTestEnds() {
    for (int all = 1; all <= 60; all++) {
      for (int some = 1; some < all; some++) {
        Interval of = Wilson.of(some, all, 0.95);
        for (double end : new double[] {of.low(), of.high()}) {
          double off = Math.abs((double) some / all - end);
          assertThat(off / Math.sqrt(end * (1 - end) / all)).isCloseTo(1.959964, within(1e-5));
        }
      }
    }
  }

  @Test
  void noneAndAllReachTheirEnds() {
    assertThat(Wilson.of(0, 7, 0.95).low()).isZero();
    assertThat(Wilson.of(7, 7, 0.95).high()).isEqualTo(1);
    assertThatThrownBy(() -> Wilson.of(3, 2, 0.95)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Wilson.of(0, 0, 0.95)).isInstanceOf(IllegalArgumentException.class);
  }

  private static void expect(int some, int all, double low, double high) {
    Interval of = Wilson.of(some, all, 0.95);
    assertThat(of.low()).isCloseTo(low, within(5e-5));
    assertThat(of.high()).isCloseTo(high, within(5e-5));
  }
}
