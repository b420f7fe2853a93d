package llmbench.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NeedTest {

  private long nanos = Long.MAX_VALUE - 5_000_000_000L;
  private final Need need = new Need(() -> nanos);

  @Test
  void oneIsFreeFromTheBeginning() {
    assertThat(need.free()).isEqualTo(1);
  }

  @Test
  void requestsOneAfterAnotherNeedNoMore() {
    for (int i = 0; i < 10_000; i++) {
      need.inFlight(1);
      assertThat(need.free()).isEqualTo(1);
      need.inFlight(0);
      assertThat(need.free()).isEqualTo(1);
      pass(Duration.ofMillis(1));
    }
  }

  @Test
  void aLoadThatRisesMayRiseAsMuchAgain() {
    rise(0, 30);
    assertThat(need.free()).isEqualTo(30);
    pass(Duration.ofSeconds(5));
    assertThat(need.free()).as("a quarter of a steady load").isEqualTo(8);
    rise(30, 36);
    assertThat(need.free()).isEqualTo(9);
  }

  @Test
  void aBurstIsExpectedToComeAgainForHalfAMinuteAtLeast() {
    rise(0, 50);
    for (int i = 50; i >= 0; i--) {
      need.inFlight(i);
    }
    pass(Duration.ofSeconds(29));
    assertThat(need.free()).isEqualTo(50);
    pass(Duration.ofSeconds(31));
    assertThat(need.free()).isEqualTo(1);
  }

  @Test
  void whatIsExpectedIsNeededBeforeTheFirstIsInFlight() {
    need.expect(20);
    assertThat(need.free()).isEqualTo(20);
    rise(0, 12);
    assertThat(need.free()).as("as many again, since they came at once").isEqualTo(12);
    pass(Duration.ofSeconds(3));
    assertThat(need.free()).as("the rest of those that are expected").isEqualTo(8);
  }

  @Test
  void thereIsAlwaysOneAndNeverMoreThanTheMostThatWereInFlight() {
    Random random = new Random(17);
    int most = 1;
    int inFlight = 0;
    for (int i = 0; i < 50_000; i++) {
      inFlight = Math.max(0, inFlight + random.nextInt(7) - 3);
      most = Math.max(most, inFlight);
      need.inFlight(inFlight);
      assertThat(need.free()).isBetween(1, most);
      pass(Duration.ofMillis(random.nextInt(20)));
    }
  }

  private void rise(int from, int to) {
    for (int i = from; i <= to; i++) {
      need.inFlight(i);
    }
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }
}
