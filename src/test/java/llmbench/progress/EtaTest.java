package llmbench.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EtaTest {

  private static final OptionalDouble NO_LIMIT = OptionalDouble.empty();

  @Test
  void nothingIsKnownBeforeAnythingIsDone() {
    assertThat(Eta.seconds(5, 0, 500, NO_LIMIT)).isEmpty();
  }

  @Test
  void aTimeThatWasAskedForIsKnownFromTheBeginning() {
    assertThat(Eta.seconds(5, 0, 500, OptionalDouble.of(25))).hasValue(25);
  }

  @Test
  void aThirdOfTheWorkLeavesTwiceTheTime() {
    assertThat(Eta.seconds(10, 100, 300, NO_LIMIT)).hasValue(20);
    assertThat(Eta.seconds(10, 100, 300, OptionalDouble.of(5))).hasValue(5);
    assertThat(Eta.seconds(10, 100, 300, OptionalDouble.of(50))).hasValue(20);
  }

  @Test
  void itIsNeverNegativeNeverOverTheLimitAndZeroAtTheEnd() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      double all = 1 + random.nextInt(1_000_000);
      double done = all * random.nextDouble() * 1.1;
      double elapsed = Math.exp(random.nextDouble() * 20) - 1;
      double limit = random.nextDouble() * elapsed;
      double open = Eta.seconds(elapsed, done, all, NO_LIMIT).orElse(0);
      assertThat(open).isFinite().isNotNegative();
      double capped = Eta.seconds(elapsed, done, all, OptionalDouble.of(limit)).orElseThrow();
      assertThat(capped).isNotNegative().isLessThanOrEqualTo(limit);
      assertThat(Eta.seconds(elapsed, all, all, OptionalDouble.of(limit))).hasValue(0);
    }
  }

  @Test
  void atASteadyPaceItFallsASecondASecond() {
    Random random = new Random(8);
    for (int i = 0; i < 1000; i++) {
      double all = 1 + random.nextInt(100_000);
      double perSecond = all / (1 + random.nextInt(10_000));
      double takes = all / perSecond;
      double now = takes * random.nextDouble();
      double eta = Eta.seconds(now, now * perSecond, all, NO_LIMIT).orElse(takes);
      assertThat(now + eta).isCloseTo(takes, within(takes * 1e-9));
    }
  }
}
