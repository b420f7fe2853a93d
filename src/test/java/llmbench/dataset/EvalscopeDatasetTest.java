package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.dataset.testing.EvalscopeAsked;
import llmbench.dataset.testing.EvalscopeAsked.Asked;
import llmbench.dataset.testing.MadePrompts;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.ToolVersion;
import llmbench.options.dataset.EvalscopeRandomOptions;
import llmbench.options.dataset.FixedPromptOptions;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EvalscopeDatasetTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/evalscope");

  /**
   * Expected values: Python, {@code random.seed(7)}, four times {@code random.randint(5, 9)}, then
   * {@code random.random()}.
   */
  @Test
  void pythonsGeneratorGoesOnBehindTheOutputLengths() {
    EvalscopeRandomOptions dataset = new EvalscopeRandomOptions(new Range(40, 60), 0, 1, 0);
    Asked asked = EvalscopeAsked.of(dataset, 4).seed(7).maxTokens(5, 9).test(false);
    PromptContext context =
        new PromptContext(
            asked.build(ToolVersion.EVALSCOPE_1_14),
            Tokenizers.open("bundled", null),
            done -> {},
            note -> {});
    try (Prompts prompts = Datasets.of(context.options()).prompts(context)) {
      assertThat(prompts.measured().toList())
          .extracting(Prompt::maxTokens)
          .containsExactly(7, 6, 8, 5);
      assertThat(prompts.generators().python().nextDouble()).isEqualTo(0.07243628666754276);
    }
  }

  static Stream<Path> goldens() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("random_1."))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void thereIsAGoldenForEachVersionWithAndWithoutTheChatTemplate() throws IOException {
    assertThat(goldens()).hasSize(12);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void everyGoldenIsTheSameWhole(Path file) {
    JsonNode golden = json(file);
    String number = file.getFileName().toString().split("_", -1)[1];
    ToolVersion compat = ToolVersion.labelled("evalscope-" + number).orElseThrow();
    Asked asked = EvalscopeAsked.random(golden);
    if (golden.has("error")) {
      assertThat(golden.path("error").asText()).contains("template length 29");
      assertThatThrownBy(() -> build(compat, asked))
          .isInstanceOf(DatasetException.class)
          .hasMessage(
              "--min-prompt-length 20 is too small: evalscope 1.1 counts the chat template in,"
                  + " which has 29 tokens. Use 29 or more.");
      return;
    }
    List<Prompt> prompts = build(compat, asked).measured();
    assertThat(prompts.stream().map(Prompt::text).toList())
        .isEqualTo(texts(golden.path("prompts"), "text"));
    assertThat(prompts.stream().map(prompt -> ids(prompt.text())).toList())
        .isEqualTo(texts(golden.path("prompts"), "token_ids"));
    int template = golden.path("apply_chat_template").asBoolean() ? 29 : 0;
    assertThat(prompts.stream().map(prompt -> "" + (prompt.tokens() - template)).toList())
        .isEqualTo(texts(golden.path("prompts"), "token_count"));
  }

  /**
   * What the real {@code RandomDatasetPlugin} of both versions made with prefixes, warm-up, offset,
   * token ids and lengths below the template's (numpy 2.3.5, transformers 5.19; for 1.1 with the
   * template's length of transformers 4).
   */
  @ParameterizedTest
  @CsvSource({"EVALSCOPE_1_1, 1.1, 2", "EVALSCOPE_1_14, 1.14, 6"})
  void prefixesWarmUpOffsetsAndTokenIdsAreTheToolsToo(
      ToolVersion compat, String version, int cases) {
    JsonNode goldens = json(GOLDEN.resolve("more_random_" + version + ".json"));
    assertThat(goldens).hasSize(cases);
    for (JsonNode golden : goldens) {
      MadePrompts prompts = build(compat, EvalscopeAsked.more(golden.path("params")));
      List<Prompt> all = new ArrayList<>(prompts.warmUps());
      all.addAll(prompts.measured());
      assertThat(all.stream().map(Prompt::text).toList())
          .as("%s", golden.path("params"))
          .isEqualTo(texts(golden.path("prompts"), ""));
      assertThat(prompts.warmUps()).hasSize(golden.path("params").path("warmup_num").asInt());
      assertThat(prompts.measured())
          .extracting(Prompt::index)
          .isEqualTo(IntStream.range(0, prompts.measured().size()).boxed().toList());
    }
  }

  @Test
  void shortestPromptsBelowTheTemplateAreToldOf() {
    Asked asked = EvalscopeAsked.of(random(5, 33), 1);
    assertThat(build(ToolVersion.EVALSCOPE_1_14, asked).notes())
        .containsExactly(
            "--min-prompt-length 5 is less than the chat template's 29 tokens: the shortest"
                + " prompts say nothing, as in evalscope.");
  }

  /** Draws of Python's {@code random.seed(42)}: 6, 4, 4, 6, 5, 4. */
  @Test
  void outputLengthsAreDrawnInTheToolsOrderTheTestFirst() {
    Asked asked = EvalscopeAsked.of(random(30, 30), 3).maxTokens(4, 6).warmups(2);
    MadePrompts prompts = build(ToolVersion.EVALSCOPE_1_14, asked);
    assertThat(prompts.test().orElseThrow().maxTokens()).isEqualTo(6);
    assertThat(prompts.warmUps()).extracting(Prompt::maxTokens).containsExactly(4, 4);
    assertThat(prompts.measured()).extracting(Prompt::maxTokens).containsExactly(6, 5, 4);
    MadePrompts untested = build(ToolVersion.EVALSCOPE_1_14, asked.test(false));
    assertThat(untested.warmUps()).extracting(Prompt::maxTokens).containsExactly(6, 4);
    assertThat(untested.measured()).extracting(Prompt::maxTokens).containsExactly(4, 6, 5);
  }

  @Test
  void aFixedPromptHasOneBodyForAllRequests() {
    Asked asked = EvalscopeAsked.of(new FixedPromptOptions("Hi\n there"), 3).maxTokens(4, 6);
    MadePrompts prompts = build(ToolVersion.EVALSCOPE_1_14, asked);
    assertThat(prompts.measured())
        .extracting(Prompt::text, Prompt::maxTokens, Prompt::tokens)
        .containsOnly(tuple("Hi\n there", 4, 32));
    assertThat(prompts.measured()).extracting(Prompt::index).containsExactly(0, 1, 2);
    assertThat(prompts.test().orElseThrow())
        .extracting(Prompt::text, Prompt::tokens)
        .containsExactly("hello", 30);
  }

  @Test
  void progressRisesByOneUpToAllDifferentPrompts() {
    List<Integer> seen = new ArrayList<>();
    MadePrompts.of(
        EvalscopeAsked.of(random(30, 90), 60).build(ToolVersion.EVALSCOPE_1_14), qwen(), seen::add);
    assertThat(seen).isEqualTo(IntStream.rangeClosed(1, 60).boxed().toList());
  }

  @Test
  void whatTheToolRefusesIsRefusedWithOneMessage() {
    refuses(
        ToolVersion.EVALSCOPE_1_14, random(1, 28), "--max-prompt-length 28 is too small: evals");
    refuses(
        ToolVersion.EVALSCOPE_1_1, random(30, Long.MAX_VALUE), "more than can be built; use 16,77");
    refuses(
        ToolVersion.EVALSCOPE_1_14,
        new EvalscopeRandomOptions(new Range(40, 40), 1, 200_000, 0),
        "--prefix-count 200000 asks for more prefixes of 1 tokens");
  }

  private static void refuses(ToolVersion compat, EvalscopeRandomOptions dataset, String message) {
    assertThatThrownBy(() -> build(compat, EvalscopeAsked.of(dataset, 2)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(message);
  }

  private static EvalscopeRandomOptions random(long low, long high) {
    return new EvalscopeRandomOptions(new Range(low, high), 0, 1, 0);
  }

  private static String ids(String text) {
    return IntStream.of(Tokenizers.bundled().encode(text)).boxed().toList().toString();
  }

  @Test
  void theTemplateOfQwenHas29Tokens() {
    assertThat(new ChatCount(qwen()).ids("").length).isEqualTo(29);
    JsonNode golden = json(GOLDEN.resolve("random_1.1_min100_max100_prefix0_n5_seed0_chat.json"));
    assertThat(IntStream.of(new ChatCount(qwen()).ids("")).boxed().map(String::valueOf).toList())
        .isEqualTo(texts(golden.path("template_token_ids"), ""));
  }

  static MadePrompts build(ToolVersion compat, Asked asked) {
    return MadePrompts.of(asked.build(compat));
  }

  static Opened qwen() {
    return Tokenizers.open("bundled", null);
  }

  private static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A field of each item as text, or the item itself; lists as Java writes them. */
  private static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list) {
      JsonNode value = field.isEmpty() ? item : item.path(field);
      texts.add(value.isArray() ? value.toString().replace(",", ", ") : value.asText());
    }
    return texts;
  }
}
