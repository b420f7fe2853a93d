package llmbench.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import llmbench.timeline.ClientLoad;
import org.junit.jupiter.api.Test;

class LagCountsTest {

  private static final long MILLI = 1_000_000;
  private static final long INTERVAL = 10 * MILLI;

  private final LagCounts lags = new LagCounts();

  @Test
  void nothingCountedIsNoLag() {
    assertThat(lags.summary()).isNull();
  }

  @Test
  void percentilesAreTheNearestRankRoundedUpToATenthOfAMillisecond() {
    for (int i = 0; i < 98; i++) {
      lags.add(310_000, INTERVAL);
    }
    lags.add(4 * MILLI + 1, INTERVAL);
    lags.add(7_250_000, INTERVAL);
    assertThat(lags.summary()).isEqualTo(new ClientLoad.LoopLag(100, 0.4, 4.1, 7.25));
  }

  @Test
  void aLoopThatStoodStillIsLateForAllThatWasDueMeanwhile() {
    lags.add(35 * MILLI, INTERVAL);
    // Late by 35, 25, 15 and 5 ms.
    assertThat(lags.summary()).isEqualTo(new ClientLoad.LoopLag(4, 15.1, 35, 35));
  }

  @Test
  void whatIsLongerThanASecondIsTheLongest() {
    lags.add(1700 * MILLI, 2000 * MILLI);
    assertThat(lags.summary()).isEqualTo(new ClientLoad.LoopLag(1, 1700, 1700, 1700));
  }

  @Test
  void aTimerThatFiredEarlyIsNotLate() {
    lags.add(-5, INTERVAL);
    assertThat(lags.summary()).isEqualTo(new ClientLoad.LoopLag(1, 0, 0, 0));
  }
}
