package llmbench.injection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopProbeTest {

  private static final long MILLI = 1_000_000;

  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final List<Long> lags = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void stop() {
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void aTimerFollowsTheOtherUntilNoMoreAreWanted() throws InterruptedException {
    EventLoopProbe.watch(loop, this::fourTicks);
    assertThat(over.await(1, TimeUnit.MINUTES)).isTrue();
    // The loop is asked for what it still has to do: nothing.
    assertThat(loop.submit(loop::pendingTasks).syncUninterruptibly().getNow()).isZero();
    assertThat(lags).hasSize(4).allMatch(lag -> lag >= 0);
  }

  @Test
  void workThatHoldsUpTheLoopIsSeenAsItsLag() throws InterruptedException {
    loop.execute(
        () -> {
          EventLoopProbe.watch(loop, this::fourTicks);
          long end = System.nanoTime() + 60 * MILLI;
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
        });
    assertThat(over.await(1, TimeUnit.MINUTES)).isTrue();
    // Due after 10 ms, free after 60.
    assertThat(lags.get(0)).isGreaterThanOrEqualTo(49 * MILLI);
  }

  private boolean fourTicks(long lagNanos, long intervalNanos) {
    lags.add(lagNanos);
    boolean more = lags.size() < 4;
    if (!more) {
      over.countDown();
    }
    return more;
  }
}
