package llmbench.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import llmbench.options.given.Sources;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.config.TokenizerPromptCounter;
import llmbench.timeline.RequestRecord;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with several models, from the line to what the server counted. */
class SeveralTargetsTest {

  private static final int REQUESTS = 60;

  @TempDir Path results;

  private static SimServer server(String... models) {
    return SimServer.start(
        SimConfig.of(Timing.Fixed.ofMillis(2, 1)).withModels(List.of(models)),
        new TokenizerPromptCounter(Tokenizers.open("bundled", null).tokenizer(), null));
  }

  /** The server knows one of the two, and refuses the other. */
  @Test
  void theModelThatARecordHasIsTheOneThatTheServerWasAskedFor() {
    try (SimServer server = server(SimConfig.DEFAULT_MODEL, "big")) {
      Path run =
          InProcessRun.run(
              server,
              "--num-prompts " + REQUESTS + " --random-input-len 5 --random-output-len 3 --seed 7",
              Map.of("models", "big=3 small=1"),
              results);
      List<RequestRecord> sent = RecordedRun.read(run).requests();
      assertThat(sent).hasSize(REQUESTS);
      assertThat(named(sent)).containsExactlyInAnyOrder("big", "small");
      assertThat(sent).allMatch(each -> each.ok() == "big".equals(each.target().model()));
      assertThat(sent.stream().filter(RequestRecord::ok).count())
          .isEqualTo(server.truth().completed());
    }
  }

  @Test
  void theSimulatedServerOfARunOfEvalscopeHasThemToo() {
    String line =
        "evalscope perf --model M --prompt hello --number 20 --parallel 4 --max-tokens 3"
            + " --tokenizer-path bundled --seed 3";
    Map<String, String> settings = Map.of("llm.server", "simulated", "llm.models", "big=3 small=1");
    Path run = InProcessRun.run(new Sources(line, settings), results);
    List<RequestRecord> sent = RecordedRun.read(run).requests();
    assertThat(sent).hasSize(20).allMatch(RequestRecord::ok);
    assertThat(named(sent)).containsExactlyInAnyOrder("big", "small");
  }

  private static Set<String> named(List<RequestRecord> requests) {
    return requests.stream()
        .map(each -> Objects.requireNonNull(each.target().model()))
        .collect(Collectors.toSet());
  }
}
