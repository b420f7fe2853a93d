package llmbench.metrics.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LogClassesTest {

  private static final int ROUNDS = 100_000;

  @Test
  void upTo128EachNumberIsItsOwnClass() {
    for (int nanos = 0; nanos < 256; nanos++) {
      assertThat(LogClasses.of(nanos)).isEqualTo(nanos);
      assertThat(LogClasses.middleNanos(nanos)).isEqualTo(nanos);
    }
  }

  @Test
  void theMiddleOfAClassIsLessThan04PercentOffAnyNumberInIt() {
    Random random = new Random(1);
    for (int i = 0; i < ROUNDS; i++) {
      long nanos = random.nextLong() >>> (1 + random.nextInt(62));
      double off = LogClasses.middleNanos(LogClasses.of(nanos)) - nanos;
      assertThat(Math.abs(off)).as("%d ns", nanos).isLessThanOrEqualTo(0.004 * nanos);
    }
  }

  @Test
  void classesAscendWithoutAGap() {
    int before = LogClasses.of(0);
    for (long nanos = 1; nanos < ROUNDS; nanos++) {
      int place = LogClasses.of(nanos);
      assertThat(place).as("%d ns", nanos).isBetween(before, before + 1);
      before = place;
    }
  }

  @Test
  void theLongestTimeHasAClass() {
    assertThat(LogClasses.of(Long.MAX_VALUE)).isPositive();
  }
}
