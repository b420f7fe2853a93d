package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import llmbench.options.given.Sources;
import llmbench.reporting.FinishedRun;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.ServerTruth;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.config.TokenizerPromptCounter;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Warm-up requests that are part of the load: in the server's account, in no figure of ours, and no
 * reason to doubt either.
 */
class LoadWarmUpsTest {

  private static final int MEASURED = 100;
  private static final int WARM_UPS = 25;

  /** What they would raise if they were nobody's; other doubts are of a busy machine. */
  private static final Pattern FALSE_ONES =
      Pattern.compile("one burst|prefix cache|prompts have|served others");

  private static final String PERF =
      "evalscope perf --model Qwen2.5-0.5B-Instruct --tokenizer-path bundled --dataset random"
          + " --min-prompt-length 40 --max-prompt-length 40 --max-tokens 5 --no-test-connection"
          + " --seed 1 --url http://127.0.0.1:%d/v1/chat/completions --number "
          + MEASURED
          + " --warmup-num "
          + WARM_UPS
          + " ";

  @TempDir Path results;

  @ParameterizedTest
  @ValueSource(strings = {"--parallel 25", "--parallel 25 --rate 100", "--open-loop --rate 100"})
  void theServerHasThemAndNobodyIsMisled(String load) throws IOException {
    Opened tokenizer = Tokenizers.open("bundled", null);
    try (SimServer server =
        SimServer.start(
            SimConfig.of(Timing.Batch.A100_QWEN25_05B),
            new TokenizerPromptCounter(
                tokenizer.tokenizer(), tokenizer.chatTemplate().orElseThrow()))) {
      Sources sources = new Sources(PERF.formatted(server.port()) + load, Map.of());
      Path directory = InProcessRun.run(sources, results);
      RecordedRun run = RecordedRun.read(directory);

      assertThat(run.requests())
          .allMatch(RequestRecord::ok)
          .extracting(RequestRecord::index)
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, MEASURED).boxed().toList());
      RunFacts facts = requireNonNull(run.facts());
      assertThat(facts.dataset()).containsEntry("prompts", (long) MEASURED);
      assertThat(facts.loadWarmUps()).isEqualTo(WARM_UPS);

      assertThat(ServerTruth.read(directory.resolve(ServerTruth.FILE)).completed())
          .isEqualTo(MEASURED + WARM_UPS);

      ByteArrayOutputStream out = new ByteArrayOutputStream();
      FinishedRun.report(directory, new PrintStream(out, true, StandardCharsets.UTF_8));
      String console = out.toString(StandardCharsets.UTF_8);
      assertThat(console)
          .contains(
              "The server counted 125 first tokens, we had 100: its figures are of 25 warm-up"
                  + " requests of the load, too.");
      assertThat(console.lines()).noneMatch(line -> FALSE_ONES.matcher(line).find());
    }
  }
}
