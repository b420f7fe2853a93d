package llmbench.recorder;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import llmbench.timeline.ScheduleKept;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LateCountsTest {

  private final LateCounts counts = new LateCounts();

  @Test
  void nothingSentIsNothingLate() {
    assertThat(counts.summary()).isNull();
  }

  @Test
  void whatIsShortIsExact() {
    for (long nanos : new long[] {100, 0, 255, -3}) {
      counts.add(nanos);
    }
    assertThat(counts.summary()).isEqualTo(new ScheduleKept.Late(4, 88.75e-6, 0, 255e-6, 255e-6));
  }

  @Test
  void theLongestTimeOfAllHasAPlace() {
    counts.add(Long.MAX_VALUE);
    ScheduleKept.Late late = requireNonNull(counts.summary());
    assertThat(late.p50Millis()).isEqualTo(late.maxMillis());
  }

  /** From nanoseconds to hours, by the sorted times themselves. */
  @Test
  void percentilesAreTheNearestRanksRoundedUpByLessThanAHundredth() {
    Random random = new Random(17);
    long[] all = new long[1_003];
    for (int i = 0; i < all.length; i++) {
      all[i] = (long) Math.pow(10, 13 * random.nextDouble());
      counts.add(all[i]);
    }
    Arrays.sort(all);
    ScheduleKept.Late late = requireNonNull(counts.summary());
    assertThat(late.requests()).isEqualTo(all.length);
    assertThat(late.p50Millis())
        .isBetween(all[501] / 1e6, all[501] * 1.01 / 1e6)
        .isNotCloseTo(all[500] / 1e6, Percentage.withPercentage(0.001));
    assertThat(late.p99Millis()).isBetween(all[992] / 1e6, all[992] * 1.01 / 1e6);
    assertThat(late.maxMillis()).isEqualTo(all[all.length - 1] / 1e6);
    double mean = Arrays.stream(all).average().orElseThrow() / 1e6;
    assertThat(late.meanMillis()).isCloseTo(mean, within(mean * 1e-12));
  }
}
