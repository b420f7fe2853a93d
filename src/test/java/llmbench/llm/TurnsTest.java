package llmbench.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final List<String> done = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void stop() {
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void allIsDoneOnceAndInItsOrder() throws InterruptedException {
    List<String> all = new ArrayList<>();
    loop.execute(
        () -> {
          for (int i = 0; i < 1000; i++) {
            String name = "work " + i;
            all.add(name);
            Turns.later(loop, () -> done.add(name));
          }
          Turns.later(loop, over::countDown);
        });
    await();
    assertThat(done).isEqualTo(all);
  }

  @Test
  void whatTheLoopHasToLookAfterComesBetweenTwoTurns() throws InterruptedException {
    loop.execute(
        () -> {
          Turns.later(
              loop,
              () -> {
                var unused = loop.schedule(() -> done.add("a read"), 0, TimeUnit.NANOSECONDS);
                spin(TimeUnit.MILLISECONDS.toNanos(1));
                done.add("work that fills a turn");
              });
          Turns.later(loop, () -> done.add("work of the next turn"));
          Turns.later(loop, over::countDown);
        });
    await();
    assertThat(done).containsExactly("work that fills a turn", "a read", "work of the next turn");
  }

  @Test
  void workThatThrowsCostsNobodyElseTheirTurn() throws InterruptedException {
    loop.execute(
        () -> {
          Turns.later(
              loop,
              () -> {
                throw new IllegalStateException("a test's own failure");
              });
          Turns.later(loop, () -> done.add("next"));
          Turns.later(loop, over::countDown);
        });
    await();
    assertThat(done).containsExactly("next");
  }

  @Test
  void workMadeByWorkWaitsItsTurnToo() throws InterruptedException {
    loop.execute(
        () -> {
          Turns.later(
              loop,
              () -> {
                Turns.later(loop, () -> done.add("made by the first"));
                Turns.later(loop, over::countDown);
                done.add("first");
              });
          Turns.later(loop, () -> done.add("second"));
        });
    await();
    assertThat(done).containsExactly("first", "second", "made by the first");
  }

  private void await() throws InterruptedException {
    assertThat(over.await(1, TimeUnit.MINUTES)).isTrue();
  }

  private static void spin(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
