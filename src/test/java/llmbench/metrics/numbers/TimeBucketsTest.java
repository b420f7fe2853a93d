package llmbench.metrics.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeBucketsTest {

  private static final long SECOND = 1_000_000_000;

  @ParameterizedTest
  @CsvSource({
    "0, 600, 0.1, 1",
    "5, 600, 0.1, 51",
    "59.99, 600, 0.1, 600",
    "60, 600, 0.2, 301",
    "130, 600, 0.5, 261",
    "3600, 600, 10, 361",
    "86400, 600, 200, 433",
    "5, 40, 0.2, 26",
    "5, 1, 10, 1",
  })
  void theWidthIsRoundAndTheNarrowestThatDoes(double seconds, int most, double width, int count) {
    TimeBuckets buckets = TimeBuckets.of(7, 7 + Math.round(seconds * SECOND), most);
    assertThat(buckets.widthSeconds()).isEqualTo(width);
    assertThat(buckets.count()).isEqualTo(count);
  }

  @Test
  void thereAreNeverMoreThanAskedForAndTheEndIsInTheLast() {
    Random random = new Random(3);
    for (int i = 0; i < 1000; i++) {
      long zero = random.nextInt();
      long end = zero + (random.nextLong() >>> (8 + random.nextInt(50)));
      int most = 1 + random.nextInt(700);
      TimeBuckets buckets = TimeBuckets.of(zero, end, most);
      assertThat(buckets.count()).isBetween(1, most);
      assertThat(buckets.of(end)).isEqualTo(buckets.count() - 1);
      assertThat(buckets.startNanos(buckets.count() - 1)).isLessThanOrEqualTo(end);
      assertThat(buckets.of(zero)).isZero();
    }
  }
}
