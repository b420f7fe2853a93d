package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import llmbench.dataset.PromptContext;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;

class DryRunTest {

  private static List<String> lines(String line) {
    BenchOptions options = new OptionsReader().read(new Sources(line, Map.of()));
    PromptContext context =
        new PromptContext(options, Tokenizers.open("bundled", null), done -> {}, note -> {});
    return new DryRun(options, "sk-very-secret").lines(context);
  }

  @Test
  void lengthsAndTheFirstRequestAreSaidWithoutSecrets() {
    List<String> lines =
        lines(
            "vllm bench serve --model m --num-prompts 200 --random-input-len 20"
                + " --random-output-len 5 --random-range-ratio 0.5 --header X-Token=hidden1"
                + " X-Team=a --request-id-prefix P-");
    assertThat(lines.get(0))
        .matches(
            "Prompt tokens, by Qwen2.5 \\(bundled\\): 200, min 1\\d, mean \\d\\d\\.\\d, P50"
                + " \\d\\d\\.\\d, P99 \\d\\d\\.\\d, max \\d\\d");
    assertThat(lines.get(1)).matches("  1\\d \\|[ .:=+*#%@-]{40}\\| \\d\\d");
    assertThat(lines.get(2)).startsWith("Output tokens asked for: 200, min 2,");
    assertThat(lines)
        .contains(
            "The first request:",
            "  POST /v1/completions",
            "  Authorization: ***",
            "  X-Token: ***",
            "  X-Team: a",
            "  x-request-id: P-0");
    assertThat(String.join("\n", lines)).doesNotContain("very-secret", "hidden1");
    assertThat(lines.get(lines.size() - 1)).startsWith("  {\"model\": \"m\", \"prompt\": \"");
  }

  @Test
  void aLongBodyIsCut() {
    List<String> lines =
        lines("vllm bench serve --model m --num-prompts 1 --random-input-len 3000");
    assertThat(lines.get(lines.size() - 1)).hasSizeLessThan(2_100).contains("… (");
    assertThat(lines.get(0)).contains("1, min 3,000, mean 3,000.0");
    assertThat(lines.get(1)).as("no histogram of one length").startsWith("Output tokens");
  }

  @Test
  void whatOnlyTheServerKnowsMustBeNamed() {
    assertThatThrownBy(() -> lines("vllm bench serve --num-prompts 1"))
        .isInstanceOf(RefusedException.class)
        .hasMessageEndingWith("name it with --model.");
  }

  @Test
  void whatTheApiCannotSendIsRefusedAsInARun() {
    assertThatThrownBy(
            () ->
                lines(
                    "vllm bench serve --model m --num-prompts 1 --backend openai-audio"
                        + " --endpoint /v1/audio/transcriptions"))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("Prompt 0 can't be sent: it has no sound to send");
  }

  @Test
  void noOutputIsAskedOfWhatHasNoTokens() {
    List<String> lines =
        lines(
            "evalscope perf --model m --number 2 --url http://h:1/v1/embeddings --api"
                + " openai_embedding --dataset random_embedding --tokenizer-path bundled"
                + " --min-prompt-length 5 --max-prompt-length 5");
    assertThat(lines).noneMatch(line -> line.startsWith("Output tokens"));
    assertThat(lines).contains("  POST /v1/embeddings");
  }

  @Test
  void whateverIsThereIsSeenInTheHistogram() {
    assertThat(DryRun.histogram(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3))
        .isEqualTo("  1 |@" + " ".repeat(38) + ".| 3");
  }
}
