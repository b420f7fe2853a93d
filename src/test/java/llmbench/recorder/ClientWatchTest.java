package llmbench.recorder;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import llmbench.timeline.ClientLoad;
import org.junit.jupiter.api.Test;

class ClientWatchTest {

  private static final long MILLI = 1_000_000;

  private final RunClock clock = RunClock.now();
  private final ClientWatch watch = ClientWatch.ready(clock);

  @Test
  void aRunThatSentNothingHasNoLoad() {
    watch.tick(MILLI, 10 * MILLI);
    assertThat(watch.close()).isNull();
  }

  @Test
  void ticksCountFromTheFirstRequestToTheEndOfTheLast() {
    assertThat(watch.tick(500 * MILLI, 1000 * MILLI)).as("before").isTrue();
    watch.begin();
    assertThat(watch.tick(2 * MILLI, 10 * MILLI)).isTrue();
    watch.begin();
    watch.tick(3 * MILLI, 10 * MILLI);
    watch.end();
    assertThat(watch.tick(400 * MILLI, 1000 * MILLI)).as("after: no more is wanted").isFalse();
    ClientLoad load = requireNonNull(watch.close());
    ClientLoad.LoopLag lag = requireNonNull(load.loopLag());
    assertThat(lag.ticks()).isEqualTo(2);
    assertThat(lag.maxMillis()).isEqualTo(3);
  }

  @Test
  void collectionsAndCpuTimeOfTheMeasuredTimeAreCounted() {
    watch.begin();
    // The beginning is read on another thread.
    long deadline = System.nanoTime() + 60_000 * MILLI;
    while (watch.isReading() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    System.gc();
    ClientLoad load = requireNonNull(watch.close());
    assertThat(load.gc().pauses()).isGreaterThanOrEqualTo(1);
    assertThat(load.gc().each())
        .allMatch(pause -> pause.fromNanos() <= pause.toNanos())
        .allMatch(pause -> pause.toNanos() <= clock.sinceZero(System.nanoTime()));
    assertThat(load.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(requireNonNull(load.cpuSeconds())).isPositive();
    assertThat(load.seconds()).isPositive();
  }

  @Test
  void anotherClosingTellsTheSame() {
    watch.begin();
    ClientLoad load = watch.close();
    assertThat(watch.close()).isNotNull().isSameAs(load);
  }

  @Test
  void aStepOfTheWallClockIsWhatItRanAheadOfTheMonotonicOne() {
    RunClock start = new RunClock(1_000_000_000, 5_000);
    RunClock tenSecondsLater = new RunClock(11_000_000_000L, 15_000);
    RunClock setBack = new RunClock(11_000_000_000L, 14_750);
    assertThat(tenSecondsLater.stepMillisSince(start)).isZero();
    assertThat(setBack.stepMillisSince(start)).isEqualTo(-250);
  }
}
