package llmbench.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private long nanos = Long.MAX_VALUE - 1_000;
  private final Backoff backoff = new Backoff(() -> nanos);

  @Test
  void nothingIsWaitedForBeforeAFailure() {
    assertThat(backoff.leftNanos()).isZero();
  }

  @Test
  void whoeverTriesAsSoonAsHeMayTriesAFewTimesAnHour() {
    int failures = 0;
    for (long waited = 0; waited < Duration.ofHours(1).toNanos(); waited += backoff.leftNanos()) {
      nanos += backoff.leftNanos();
      failures = backoff.failed();
    }
    assertThat(failures).isBetween(100, 140);
    assertThat(backoff.leftNanos()).isEqualTo(Duration.ofSeconds(30).toNanos());
  }

  @Test
  void whatFailsWhileItIsWaitedIsNoOtherFailure() {
    assertThat(backoff.failed()).isEqualTo(1);
    long left = backoff.leftNanos();
    nanos += left - 1;
    assertThat(backoff.failed()).isEqualTo(1);
    assertThat(backoff.leftNanos()).isEqualTo(1);
    nanos++;
    assertThat(backoff.failed()).isEqualTo(2);
    assertThat(backoff.leftNanos()).isEqualTo(2 * left);
  }

  @Test
  void whatWorksEndsTheRow() {
    backoff.failed();
    backoff.worked();
    assertThat(backoff.leftNanos()).isZero();
    assertThat(backoff.failed()).isEqualTo(1);
  }
}
