package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import llmbench.plan.ServerCommand;
import llmbench.plan.Surroundings;
import llmbench.target.NotServedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands around a level ends when the run does. */
class LevelSurroundingsTest {

  private static final Surroundings SERVED =
      Surroundings.NONE.with(
          new ServerCommand(
              0,
              List.of("no-such-program"),
              Map.of(),
              URI.create("http://127.0.0.1:9/health"),
              Duration.ofMinutes(1),
              true));

  @TempDir private Path run;

  private final LevelSurroundings surroundings = new LevelSurroundings();

  @Test
  void aPauseIsOverWhenTheRunIs() throws Exception {
    FutureTask<Boolean> pause =
        new FutureTask<>(
            () -> {
              surroundings.before(Surroundings.NONE.pausing(Duration.ofDays(1)), run);
              return true;
            });
    new Thread(pause, "pause").start();
    surroundings.close();
    assertThat(pause.get(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void noServerIsStartedBehindTheEnd() {
    assertThatThrownBy(() -> surroundings.before(SERVED, run))
        .isInstanceOf(NotServedException.class);
    surroundings.close();
    assertThatCode(() -> surroundings.before(SERVED, run)).doesNotThrowAnyException();
  }
}
