package llmbench.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class PreciseThreadTest {

  @Test
  void theKernelHasNoSlackForThisThreadAndItsOwnForOthers() throws Exception {
    Path self = Path.of("/proc/thread-self");
    assumeTrue(Files.exists(self.resolve("comm")), "only Linux says it");
    assertThat(
            onThread(
                () -> {
                  PreciseThread.wakeOnTime();
                  return slack(self);
                }))
        .isEqualTo("1");
    assertThat(onThread(() -> slack(self))).isEqualTo(slack(self)).isNotEqualTo("1");
  }

  private static String slack(Path self) throws Exception {
    Path thread = requireNonNull(Files.readSymbolicLink(self).getFileName());
    return Files.readString(Path.of("/proc", thread.toString(), "timerslack_ns")).strip();
  }

  private static String onThread(Callable<String> work) throws Exception {
    FutureTask<String> task = new FutureTask<>(work);
    Thread thread = new Thread(task);
    thread.start();
    return task.get();
  }
}
