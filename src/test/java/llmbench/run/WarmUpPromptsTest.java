package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import llmbench.dataset.Datasets;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptContext;
import llmbench.dataset.Prompts;
import llmbench.options.BenchOptions;
import llmbench.options.testing.Reading;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the prompts of warm-up requests come from that go before vLLM's measured ones. */
class WarmUpPromptsTest {

  private static final String SERVE = "vllm bench serve --model m --max-concurrency 2 ";

  @TempDir Path folder;

  private final Opened tokenizer = Tokenizers.open("bundled", null);
  private final List<String> notes = new ArrayList<>();

  @Test
  void drawnOnesAreOfAnotherSeedAndShareNoPrefix() {
    String random = "--num-prompts 5 --random-input-len 6 --random-prefix-len 40 --seed 4 ";
    List<Prompt> warmUps = warmUps(random, "2x");
    assertThat(warmUps).extracting(Prompt::index).containsExactly(0, 1, 2, 3);
    assertThat(warmUps)
        .extracting(Prompt::requestNumber)
        .containsExactly(
            OptionalInt.of(5), OptionalInt.of(6), OptionalInt.of(7), OptionalInt.of(8));
    String begins = measured(random).get(0).text().substring(0, 20);
    assertThat(warmUps).extracting(Prompt::text).noneMatch(text -> text.startsWith(begins));
    assertThat(notes).isEmpty();
  }

  @Test
  void ofAFileTheyAreThoseBehindTheMeasuredOnes() throws IOException {
    String custom = custom(9, "--num-prompts 5 ");
    List<String> shuffled = measured(custom).stream().map(Prompt::text).toList();
    List<String> warmUps = warmUps(custom, "4").stream().map(Prompt::text).toList();
    assertThat(warmUps).hasSize(4).doesNotContainAnyElementsOf(shuffled).doesNotHaveDuplicates();
    assertThat(notes).isEmpty();
  }

  @Test
  void aFileThatHasTooFewIsSaidToHave() throws IOException {
    assertThat(warmUps(custom(7, "--num-prompts 5 "), "4")).hasSize(4);
    assertThat(notes)
        .containsExactly(
            "The dataset has too few prompts: 1 of the 4 warm-up requests of the load have one that"
                + " is measured, too, so that the server's prefix cache may have it");
  }

  @Test
  void thereMayBeFewerThanAskedForOrNone() throws IOException {
    assertThat(warmUps(custom(7, "--num-prompts 5 --no-oversample "), "4")).hasSize(2);
    assertThat(notes)
        .containsExactly("The dataset makes only 2 of the 4 warm-up requests of the load");
    String all = custom(5, "--num-prompts 5 --no-oversample ");
    assertThatThrownBy(() -> warmUps(all, "4"))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "-Dllm.load-warmups=4: the dataset makes none beside those that are measured; use more"
                + " of them, or fewer --num-prompts, or leave it out.");
  }

  @Test
  void aRequestOfSeveralPromptsIsOneOfThem() {
    assertThat(
            warmUps(
                "--backend openai-embeddings --endpoint /v1/embeddings --num-prompts 12"
                    + " --random-input-len 3 --random-batch-size 4 ",
                "3"))
        .hasSize(3)
        .extracting(Prompt::form)
        .containsOnly(Prompt.Form.TEXTS);
  }

  @Test
  void whatCannotBeMadeIsSaidByTheNameOfTheOption() throws IOException {
    String custom = custom(5, "--num-prompts 5 ");
    BenchOptions options = Reading.both(SERVE + custom, "load-warmups", "1");
    Files.writeString(folder.resolve("prompts.jsonl"), "no JSON\n", StandardOpenOption.APPEND);
    PromptContext context = new PromptContext(options, tokenizer, done -> {}, notes::add);
    assertThatThrownBy(() -> WarmUpPrompts.of(context, 5))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("-Dllm.load-warmups=1: their prompts can't be made: ");
  }

  private String custom(int prompts, String options) throws IOException {
    Path file = folder.resolve("prompts.jsonl");
    Files.writeString(
        file,
        IntStream.range(0, prompts)
            .mapToObj(i -> "{\"prompt\": \"question " + i + "\"}\n")
            .collect(Collectors.joining()));
    return "--dataset-name custom --dataset-path " + file + " --skip-chat-template " + options;
  }

  private List<Prompt> warmUps(String line, String number) {
    BenchOptions options = Reading.both(SERVE + line, "load-warmups", number);
    PromptContext context = new PromptContext(options, tokenizer, done -> {}, notes::add);
    return WarmUpPrompts.of(context, measured(line).size());
  }

  private List<Prompt> measured(String line) {
    BenchOptions options = Reading.bench(SERVE + line);
    PromptContext context = new PromptContext(options, tokenizer, done -> {}, note -> {});
    try (Prompts prompts = Datasets.of(options).prompts(context)) {
      return prompts.measured().toList();
    }
  }
}
