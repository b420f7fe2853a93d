package llmbench.injection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.EventExecutor;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import llmbench.injection.testing.VirtualTime;
import org.junit.jupiter.api.Test;

class StartTimeTest {

  private static final Instant ZERO = Instant.parse("2026-11-30T12:00:00Z");

  private final VirtualTime time = new VirtualTime(7_000_000);
  private final EventExecutor loop = loop();
  private final List<String> told = new ArrayList<>();
  private final List<Duration> gone = new ArrayList<>();

  /** What the wall clock is ahead of the other one: somebody sets it meanwhile. */
  private Duration set = Duration.ZERO;

  @Test
  void everybodyGoesAtTheMoment() {
    StartTime start = at(Duration.ofSeconds(90));
    start.whenDue(loop, Duration.ZERO, this::go);
    time.in(Duration.ofSeconds(30).toNanos(), () -> start.whenDue(loop, Duration.ZERO, this::go));
    time.run();
    assertThat(gone).containsExactly(Duration.ofSeconds(90), Duration.ofSeconds(90));
    assertThat(told).containsExactly("waits PT1M30S");
    assertThat(start.late()).isEmpty();
  }

  @Test
  void aClockThatIsSetMeanwhileIsReadAgain() {
    StartTime start = at(Duration.ofSeconds(90));
    start.whenDue(loop, Duration.ZERO, this::go);
    time.in(Duration.ofSeconds(30).toNanos(), () -> set = Duration.ofMillis(200));
    time.run();
    assertThat(gone).containsExactly(Duration.ofMillis(89_800));
  }

  @Test
  void whoHasSomethingToDoBeforeGoesSoMuchEarlier() {
    StartTime start = at(Duration.ofSeconds(10));
    start.whenDue(loop, Duration.ofSeconds(4), this::go);
    time.run();
    assertThat(gone).containsExactly(Duration.ofSeconds(6));
  }

  @Test
  void whoComesTooLateGoesAtOnceAndItIsSaidByHowMuch() {
    StartTime start = at(Duration.ofSeconds(-3));
    start.whenDue(loop, Duration.ofSeconds(4), this::go);
    start.whenDue(loop, Duration.ZERO, this::go);
    start.whenDue(loop, Duration.ZERO, this::go);
    assertThat(gone).containsExactly(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    assertThat(told).containsExactly("late PT3S");
    assertThat(start.late()).contains(Duration.ofSeconds(3));
  }

  @Test
  void nobodyWaitsOnceItIsGivenUp() {
    StartTime start = at(Duration.ofSeconds(90));
    start.whenDue(loop, Duration.ZERO, this::go);
    time.in(5, start::giveUp);
    time.in(6, () -> start.whenDue(loop, Duration.ZERO, this::go));
    time.in(7, () -> assertThat(gone).contains(Duration.ofNanos(5), Duration.ofNanos(6)));
    time.run();
    assertThat(start.late()).isEmpty();
  }

  @Test
  void theZeroOfAScheduleIsTheMomentOrAsSoonAsItCanBe() {
    long soonest = time.now() + 100;
    assertThat(at(Duration.ofSeconds(2)).zeroNanos(soonest)).isEqualTo(time.now() + 2_000_000_000);
    StartTime over = at(Duration.ofSeconds(-2));
    assertThat(over.zeroNanos(soonest)).isEqualTo(soonest);
    assertThat(over.late()).contains(Duration.ofNanos(2_000_000_100));
    assertThat(StartTime.whenPrepared().zeroNanos(soonest)).isEqualTo(soonest);
  }

  private void go() {
    gone.add(Duration.ofNanos(time.sinceBegin()));
  }

  private StartTime at(Duration fromNow) {
    return new StartTime(
        Optional.of(ZERO.plus(fromNow)),
        () -> ZERO.plusNanos(time.sinceBegin()).plus(set),
        time::now,
        new StartTime.Told() {
          @Override
          public void waits(Instant until, Duration left) {
            told.add("waits " + left);
          }

          @Override
          public void late(Duration by) {
            told.add("late " + by);
          }
        });
  }

  /** An event loop of which only its timers are asked for. */
  private EventExecutor loop() {
    return (EventExecutor)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {EventExecutor.class},
            (proxy, method, arguments) -> {
              TimeUnit unit = (TimeUnit) arguments[2];
              time.in(unit.toNanos((Long) arguments[1]), (Runnable) arguments[0]);
              return null;
            });
  }
}
