package llmbench.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimeCheckTest {

  private static final long LIMIT_NANOS = 200_000_000;

  @Test
  void aMissedLimitSaysWhatWasSeen() {
    assertThat(seen(345_678_901)).isEqualTo("350");
    assertThat(seen(12_345_678_901L)).isEqualTo("12000");
  }

  @Test
  void whatIsShownNeverKeepsTheLimit() {
    assertThat(seen(203_000_000)).isEqualTo("203");
    assertThat(seen(200_400_000)).isEqualTo("200.4");
    assertThat(seen(LIMIT_NANOS + 1)).isEqualTo("200.000001");
    assertThat(TimeCheck.seen(LIMIT_NANOS, LIMIT_NANOS, (time, most) -> time < most))
        .isEqualTo("200");
  }

  @Test
  void messagesAreFewSinceGatlingKeepsThemAll() {
    Random random = new Random(14);
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      all.add(seen(LIMIT_NANOS + Math.abs(random.nextLong() % 60_000_000_000L)));
    }
    assertThat(all).hasSizeLessThan(300);
  }

  private static String seen(long nanos) {
    return TimeCheck.seen(nanos, LIMIT_NANOS, (time, most) -> time <= most);
  }
}
