package llmbench.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompilersAtRestTest {

  private static final int USERS = 3;

  private final EmbeddedChannel loop = new EmbeddedChannel();
  private final AtomicLong compiledMillis = new AtomicLong();
  private final CompilersAtRest rest = new CompilersAtRest(USERS, compiledMillis::get);
  private final List<Integer> gone = new ArrayList<>();

  @BeforeEach
  void timeStandsStill() {
    loop.freezeTime();
  }

  @Test
  void onlyTheLastToComeWaits() {
    comeAll();
    assertThat(gone).containsExactly(0, 1);
    look(CompilersAtRest.QUIET_LOOKS);
    assertThat(gone).containsExactly(0, 1, 2);
  }

  @Test
  void whileSomethingIsCompiledItWaits() {
    comeAll();
    for (int i = 0; i < 20; i++) {
      look(CompilersAtRest.QUIET_LOOKS - 1);
      compiledMillis.incrementAndGet();
      look(1);
      assertThat(gone).hasSize(USERS - 1);
    }
    look(CompilersAtRest.QUIET_LOOKS);
    assertThat(gone).hasSize(USERS);
  }

  @Test
  void compilersThatNeverRestAreWaitedForASecond() {
    comeAll();
    for (int i = 0; i < CompilersAtRest.MOST_LOOKS; i++) {
      assertThat(gone).hasSize(USERS - 1);
      compiledMillis.incrementAndGet();
      look(1);
    }
    assertThat(gone).hasSize(USERS);
    look(CompilersAtRest.MOST_LOOKS);
    assertThat(gone).hasSize(USERS);
  }

  private void comeAll() {
    for (int i = 0; i < USERS; i++) {
      int user = i;
      rest.comes(loop.eventLoop(), () -> gone.add(user));
    }
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      loop.advanceTimeBy(CompilersAtRest.LOOK_MILLIS, TimeUnit.MILLISECONDS);
      loop.runScheduledPendingTasks();
    }
  }
}
