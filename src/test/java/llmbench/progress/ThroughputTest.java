package llmbench.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ThroughputTest {

  private static final long SECOND = 1_000_000_000L;

  private final Throughput throughput = new Throughput();

  @Test
  void aMomentAloneTellsNothing() {
    assertThat(throughput.at(0, 0)).isEmpty();
    assertThat(throughput.at(0, 100)).isEmpty();
    assertThat(throughput.at(SECOND / 2, 100)).hasValue(200);
  }

  @Test
  void onlyTheLastFiveSecondsCount() {
    for (int second = 0; second <= 10; second++) {
      throughput.at(second * SECOND, 1000 * second);
    }
    for (int second = 11; second <= 14; second++) {
      assertThat(throughput.at(second * SECOND, 10_000)).hasValue(1000 * (15 - second) / 5.0);
    }
    assertThat(throughput.at(15 * SECOND, 10_000)).hasValue(0);
  }

  @Test
  void whoAsksMoreRarelyIsToldSinceTheLastTime() {
    throughput.at(0, 0);
    assertThat(throughput.at(7 * SECOND, 7000)).hasValue(1000);
    assertThat(throughput.at(14 * SECOND, 7000)).hasValue(0);
  }

  @Test
  void aNumberThatFallsIsNoNegativePaceAndIsMadeUpFor() {
    throughput.at(0, 0);
    throughput.at(SECOND, 1000);
    assertThat(throughput.at(2 * SECOND, 900)).hasValue(500);
    assertThat(throughput.at(4 * SECOND, 2000)).hasValue(500);
  }

  @Test
  void aSteadyPaceIsToldWheneverOneAsks() {
    Random random = new Random(3);
    long now = 0;
    throughput.at(0, 0);
    for (int i = 0; i < 1000; i++) {
      now += 1 + random.nextInt((int) SECOND);
      assertThat(throughput.at(now, now * 1e-6).orElseThrow()).isCloseTo(1000, within(1e-6));
    }
  }
}
