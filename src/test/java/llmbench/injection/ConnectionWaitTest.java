package llmbench.injection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionWaitTest {

  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final List<Integer> told = new CopyOnWriteArrayList<>();
  private final ConnectionWait wait = new ConnectionWait(told::add, 0);

  @AfterEach
  void stop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void howManyUsersStillWaitIsToldOnce() {
    users(5, 2);
    assertThat(told).containsExactly(3);
  }

  @Test
  void nothingIsToldOfUsersThatAllHaveTheirAnswer() {
    users(5, 5);
    assertThat(told).isEmpty();
  }

  /** All in one turn of the loop, which looks behind it. */
  private void users(int begin, int end) {
    loop.submit(
            () -> {
              for (int i = 0; i < begin; i++) {
                wait.begins(loop);
              }
              for (int i = 0; i < end; i++) {
                wait.ends();
              }
            })
        .syncUninterruptibly();
    loop.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).syncUninterruptibly();
  }
}
