package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.options.BenchOptions;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.tokenizer.Opened;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datasets of a run without a tokenizer: of those that can be, and of those that can't. */
class NoTokenizerTest {

  @TempDir Path folder;

  @Test
  void aPictureIsAskedForOneToken() throws IOException {
    String row = "{\"content\": [{\"type\": \"text\", \"text\": \"What is a picture?\"}]}\n";
    Prompt prompt = only("custom_image", row, "");
    assertThat(prompt.tokens()).isEqualTo(1);
    assertThat(prompt.maxTokens()).isEqualTo(1);
  }

  @Test
  void aTextStaysAsItIsWhateverLengthIsAskedFor() throws IOException {
    Prompt prompt = only("custom", "{\"prompt\": \"a text\"}\n", "--custom-output-len 40");
    assertThat(prompt.text()).isEqualTo("a text");
    assertThat(prompt.tokens()).isEqualTo(1);
    assertThat(prompt.maxTokens()).isEqualTo(1);
  }

  @Test
  void soundIsLeftOutAndItsLengthIsNot() throws IOException {
    String row = "{\"prompt\": \"Write it down.\", \"audio\": \"no/such/file.wav\"}\n";
    Prompt prompt = only("custom_audio", row, "");
    assertThat(prompt.text()).isEqualTo("Write it down.");
    assertThat(prompt.tokens()).isEqualTo(1);
    assertThat(prompt.maxTokens()).isEqualTo(256);
    assertThat(prompt.extras()).isEqualTo(Extras.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "prefix_repetition", "sharegpt --dataset-path x.json"})
  void othersAreRefused(String dataset) {
    assertThatThrownBy(() -> read(dataset))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("--skip-tokenizer-init")
        .hasMessageContaining(
            "can't be made without a tokenizer; leave this out, or use --dataset-name custom,"
                + " custom_image or custom_audio");
  }

  private Prompt only(String dataset, String rows, String more) throws IOException {
    Path file = folder.resolve("rows.jsonl");
    Files.writeString(file, rows);
    BenchOptions options = read(dataset + " --dataset-path " + file + " --num-prompts 1 " + more);
    PromptContext context = new PromptContext(options, Opened.none(), done -> {}, note -> {});
    try (Prompts prompts = Datasets.of(options).prompts(context)) {
      List<Prompt> made = prompts.measured().toList();
      assertThat(made).hasSize(1);
      return made.get(0);
    }
  }

  private static BenchOptions read(String dataset) {
    String line =
        "vllm bench serve --backend openai-chat --endpoint /v1/chat/completions --model m"
            + " --skip-tokenizer-init --dataset-name ";
    return new OptionsReader().read(new Sources(line + dataset, Map.of("llm.compat", "vllm-0.33")));
  }
}
