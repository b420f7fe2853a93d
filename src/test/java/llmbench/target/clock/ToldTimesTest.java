package llmbench.target.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import llmbench.target.clock.ToldTimes.Round;
import llmbench.timeline.ServerClock;
import org.junit.jupiter.api.Test;

/** By the truth: a server whose clock is off by so much, and whose answers take a while. */
class ToldTimesTest {

  private static final Instant OURS = Instant.parse("2026-11-30T12:00:00.345Z");

  private final Random random = new Random(5);
  private final ToldTimes times = new ToldTimes();

  @Test
  void whatTellsNoTimeIsNoClock() {
    assertThat(times.clock()).isEmpty();
  }

  @Test
  void theQuickestAnswerOfAnExactClockSaysTheMost() {
    Duration offset = Duration.ofMillis(-4321);
    for (int millis : new int[] {90, 3, 40}) {
      Instant asked = OURS.plusSeconds(millis);
      Instant made = asked.plusMillis(millis / 2);
      Instant theirs = made.plus(offset);
      times.clock(
          new Round(asked, asked.plusMillis(millis)),
          theirs.getEpochSecond() * 1_000_000_000 + theirs.getNano());
    }
    assertThat(clock()).isEqualTo(new ServerClock(-4321.5, 1.5, 3, ToldTimes.EXACT));
  }

  @Test
  void wholeSecondsOfAListAskedForAllThroughASecondTellFarLessThanASecond() {
    for (int offsetMillis = -2500; offsetMillis < 2500; offsetMillis += 321) {
      ToldTimes told = new ToldTimes();
      ask(told, Duration.ofMillis(offsetMillis), 30, Kind.LIST);
      ServerClock clock = told.clock().orElseThrow();
      assertThat(clock.source()).isEqualTo(ToldTimes.CREATED);
      isTrue(clock, offsetMillis);
      assertThat(clock.uncertaintyMillis()).isLessThan(60);
    }
  }

  @Test
  void datesThatAreRenewedOnceASecondLeaveAboutASecondWhateverTheMoment() {
    for (int phaseMillis = 0; phaseMillis < 1000; phaseMillis += 90) {
      ToldTimes told = new ToldTimes();
      phase = Duration.ofMillis(phaseMillis);
      ask(told, Duration.ofMillis(777), 30, Kind.DATE);
      ServerClock clock = told.clock().orElseThrow();
      assertThat(clock.source()).isEqualTo(ToldTimes.DATE);
      isTrue(clock, 777);
      assertThat(clock.uncertaintyMillis()).isBetween(400.0, 700.0);
    }
  }

  @Test
  void theDayOfAModelIsNoTime() {
    ask(times, Duration.ofMillis(50), 30, Kind.DATE);
    for (int i = 0; i < 30; i++) {
      Instant asked = OURS.plusMillis(50L * i);
      times.created(new Round(asked, asked.plusMillis(2)), 1_700_000_000);
    }
    assertThat(clock().source()).isEqualTo(ToldTimes.DATE);
    ToldTimes alone = new ToldTimes();
    alone.created(new Round(OURS, OURS.plusMillis(2)), 1_700_000_000);
    assertThat(alone.clock()).isEmpty();
  }

  @Test
  void aClockThatIsSetMeanwhileIsNotKnown() {
    ask(times, Duration.ZERO, 30, Kind.DATE);
    ask(times, Duration.ofSeconds(60), 30, Kind.DATE);
    assertThat(times.clock()).isEmpty();
  }

  private enum Kind {
    LIST,
    DATE
  }

  /** Into a second, when the server renews its header. */
  private Duration phase = Duration.ZERO;

  /** Asks every 50 ms or so; answers take some milliseconds, in parts that nobody knows. */
  private void ask(ToldTimes told, Duration offset, int samples, Kind kind) {
    Instant asked = OURS;
    for (int i = 0; i < samples; i++) {
      Instant made = asked.plusMillis(random.nextInt(12));
      Round round = new Round(asked, made.plusMillis(random.nextInt(12)));
      Instant theirs = made.plus(offset);
      if (kind == Kind.LIST) {
        told.created(round, theirs.getEpochSecond());
      } else {
        Instant renewed = Instant.ofEpochSecond(theirs.minus(phase).getEpochSecond()).plus(phase);
        told.date(round, Instant.ofEpochSecond(renewed.getEpochSecond()));
      }
      asked = asked.plusMillis(45 + random.nextInt(10));
    }
  }

  private ServerClock clock() {
    return times.clock().orElseThrow();
  }

  private static void isTrue(ServerClock clock, double offsetMillis) {
    assertThat(Math.abs(clock.offsetMillis() - offsetMillis))
        .isLessThanOrEqualTo(clock.uncertaintyMillis() + 1e-6);
  }
}
