package llmbench.llm;

import static llmbench.timeline.FaultKind.CONNECT_TIMEOUT;
import static llmbench.timeline.FaultKind.FIRST_TOKEN_TIMEOUT;
import static llmbench.timeline.FaultKind.IDLE_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import llmbench.timeline.FaultKind;
import org.junit.jupiter.api.Test;

/** Limits of 10 (connect), 50 (first token) and 20 ns (idle); sent at 1000. */
class TimeoutsTest {

  private static final Timeouts ALL =
      Timeouts.UNLIMITED
          .connect(Duration.ofNanos(10))
          .firstToken(Duration.ofNanos(50))
          .idle(Duration.ofNanos(20));

  @Test
  void beforeThereIsAConnectionOnlyThatAndTheFirstTokenAreAwaited() {
    Timeouts.Progress progress = new Timeouts.Progress(1000, false, false, 0);
    assertNext(ALL, progress, 1003, CONNECT_TIMEOUT, 7);
    assertNext(ALL, progress, 1010, CONNECT_TIMEOUT, 0);
    Timeouts patient = ALL.connect(Duration.ofNanos(70));
    assertNext(patient, progress, 1049, FIRST_TOKEN_TIMEOUT, 1);
  }

  @Test
  void withAConnectionTheLastReadMovesTheIdleLimitAndNotTheFirstTokens() {
    assertNext(ALL, connected(false, 1005), 1010, IDLE_TIMEOUT, 15);
    assertNext(ALL, connected(false, 1024), 1030, IDLE_TIMEOUT, 14);
    assertNext(ALL, connected(false, 1040), 1045, FIRST_TOKEN_TIMEOUT, 5);
    assertNext(ALL, connected(false, 1049), 1050, FIRST_TOKEN_TIMEOUT, 0);
  }

  @Test
  void onceATokenCameOnlyIdlenessCounts() {
    assertNext(ALL, connected(true, 1049), 1050, IDLE_TIMEOUT, 19);
    assertNext(ALL, connected(true, 9000), 9019, IDLE_TIMEOUT, 1);
    assertNext(ALL, connected(true, 9000), 9020, IDLE_TIMEOUT, 0);
  }

  @Test
  void ofTwoBrokenLimitsTheOneThatBrokeFirstIsNamed() {
    assertNext(ALL, connected(false, 1025), 2000, IDLE_TIMEOUT, -955);
    assertNext(ALL, connected(false, 1045), 2000, FIRST_TOKEN_TIMEOUT, -950);
  }

  @Test
  void withoutALimitNothingIsEverBroken() {
    assertThat(Timeouts.UNLIMITED.isUnlimited()).isTrue();
    for (boolean isConnected : new boolean[] {true, false}) {
      Timeouts.Progress progress = new Timeouts.Progress(0, isConnected, false, 0);
      Timeouts.Next next = Timeouts.UNLIMITED.next(progress, Long.MAX_VALUE);
      assertThat(next.isBroken()).isFalse();
      assertThat(next.leftNanos()).isEqualTo(Timeouts.NONE);
    }
  }

  @Test
  void aClockThatOverflowsDoesNotMatter() {
    long last = Long.MAX_VALUE - 5;
    Timeouts.Progress progress = new Timeouts.Progress(last, true, true, last);
    assertNext(ALL, progress, Long.MIN_VALUE + 4, IDLE_TIMEOUT, 10);
  }

  @Test
  void aLimitIsBrokenWhenNothingIsLeft() {
    assertThat(new Timeouts.Next(IDLE_TIMEOUT, 1).isBroken()).isFalse();
    assertThat(new Timeouts.Next(IDLE_TIMEOUT, 0).isBroken()).isTrue();
    assertThat(new Timeouts.Next(IDLE_TIMEOUT, -1).isBroken()).isTrue();
  }

  @Test
  void limitsAreShownAsGivenAndMustBeMoreThanNothing() {
    assertThat(Timeouts.UNLIMITED.idle(Duration.ofMillis(100)).seconds(IDLE_TIMEOUT))
        .isEqualTo("0.1 s");
    assertThat(Timeouts.UNLIMITED.connect(Duration.ofMinutes(10)).seconds(CONNECT_TIMEOUT))
        .isEqualTo("600 s");
    assertThatThrownBy(() -> ALL.idle(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the idle timeout is PT0S; expected more than 0");
    assertThatThrownBy(() -> Timeouts.wholeMillis("total", Duration.ZERO))
        .hasMessage("the total timeout is PT0S; expected more than 0");
    assertThat(Timeouts.wholeMillis("total", Duration.ofNanos(1))).isEqualTo(Duration.ofMillis(1));
    assertThat(Timeouts.wholeMillis("total", Duration.ofMillis(7))).isEqualTo(Duration.ofMillis(7));
  }

  private static Timeouts.Progress connected(boolean output, long lastNanos) {
    return new Timeouts.Progress(1000, true, output, lastNanos);
  }

  private static void assertNext(
      Timeouts timeouts, Timeouts.Progress progress, long now, FaultKind kind, long left) {
    Timeouts.Next next = timeouts.next(progress, now);
    assertThat(next).isEqualTo(new Timeouts.Next(kind, left));
  }
}
