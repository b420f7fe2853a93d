package llmbench.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.Timing;
import llmbench.simserver.truth.Truth.ProfilerCall;
import llmbench.timeline.RunFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's profiler has all measured requests, and none of those before, by its account. */
class ProfilerRunTest {

  private static final String LINE =
      "--profile --max-concurrency 2 --random-input-len 8 --random-output-len 4 ";

  @TempDir Path results;

  @ParameterizedTest
  @ValueSource(strings = {"vllm-0.33", "vllm-0.32"})
  void itBeginsBehindTheWarmUpsAndEndsBehindTheLastRequest(String compat) {
    try (SimServer server = server(new Timing.Fixed(1_000_000, 1_000_000))) {
      InProcessRun.run(
          server, LINE + "--num-warmups 3 --num-prompts 7", Map.of("compat", compat), results);
      assertThat(server.truth().profilerCalls())
          .containsExactly(
              new ProfilerCall("/start_profile", 0), new ProfilerCall("/stop_profile", 7));
    }
  }

  @Test
  void itEndsWithARunThatIsStopped() throws InterruptedException {
    try (SimServer server = server(Timing.Fixed.ofMillis(1, 3_600_000))) {
      Thread signal =
          new Thread(
              () -> {
                if (InProcessRun.await(() -> server.truth().inFlight() == 2)) {
                  InProcessRun.interrupt(new RunFacts.Stop(RunFacts.StopCause.SIGNAL, "by a test"));
                }
              });
      signal.start();
      InProcessRun.run(server, LINE + "--num-prompts 50", Map.of(), results);
      signal.join();
      assertThat(server.truth().profilerCalls())
          .containsExactly(
              new ProfilerCall("/start_profile", 0), new ProfilerCall("/stop_profile", 2));
    }
  }

  private static SimServer server(Timing timing) {
    return InProcessRun.server(timing, true, FaultSchedule.none());
  }
}
