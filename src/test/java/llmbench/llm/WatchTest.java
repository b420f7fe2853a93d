package llmbench.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.timeline.FaultKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A watch on an event loop whose time the test advances. */
class WatchTest {

  private static final Timeouts TIMEOUTS =
      Timeouts.UNLIMITED.connect(Duration.ofMillis(10)).idle(Duration.ofMillis(100));

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<FaultKind> overdue = new ArrayList<>();
  private final AtomicInteger looks = new AtomicInteger();
  private boolean connected;
  private long lastNanos;

  @BeforeEach
  void stopTheClock() {
    channel.freezeTime();
    lastNanos = now();
  }

  @Test
  void aRequestWithoutConnectionIsOverdueWhenItsTimeIsUpAndOnlyOnce() {
    Watch watch = watch(TIMEOUTS);
    watch.sent();
    pass(9);
    assertThat(overdue).isEmpty();
    pass(1);
    assertThat(overdue).containsExactly(FaultKind.CONNECT_TIMEOUT);
    pass(1000);
    watch.sent();
    pass(1000);
    assertThat(overdue).hasSize(1);
  }

  @Test
  void readsPutTheEndOffWithoutATimerForEach() {
    Watch watch = watch(TIMEOUTS);
    watch.sent();
    pass(5);
    connected = true;
    lastNanos = now();
    watch.written();
    int before = looks.get();
    for (int read = 0; read < 100; read++) {
      pass(20);
      lastNanos = now();
    }
    assertThat(overdue).isEmpty();
    assertThat(looks.get() - before).as("once an idle time, not once a read").isLessThan(30);
    pass(99);
    assertThat(overdue).isEmpty();
    pass(1);
    assertThat(overdue).containsExactly(FaultKind.IDLE_TIMEOUT);
  }

  @Test
  void afterItsEndNoTimerIsLeft() {
    Watch watch = watch(TIMEOUTS);
    watch.sent();
    watch.stop();
    pass(1000);
    assertThat(overdue).isEmpty();
    assertThat(channel.runScheduledPendingTasks()).as("nothing is scheduled").isEqualTo(-1);
  }

  @Test
  void withoutALimitThatCanComeNoTimerIsSet() {
    watch(Timeouts.UNLIMITED).sent();
    assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
    connected = true;
    watch(Timeouts.UNLIMITED.connect(Duration.ofMillis(1))).sent();
    assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
  }

  private Watch watch(Timeouts timeouts) {
    return new Watch(
        timeouts,
        channel.eventLoop(),
        this::now,
        () -> {
          looks.incrementAndGet();
          return new Timeouts.Progress(lastNanos, connected, false, lastNanos);
        },
        overdue::add);
  }

  private long now() {
    return channel.eventLoop().ticker().nanoTime();
  }

  private void pass(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }
}
