package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import llmbench.options.Compat;
import llmbench.options.EvalscopeOptions;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvalscopePromptsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/evalscope");

  static Stream<Path> goldens() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("random_"))
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
    Compat compat =
        file.getFileName().toString().contains("_1.14_")
            ? Compat.EVALSCOPE_1_14
            : Compat.EVALSCOPE_1_1;
    EvalscopeOptions asked = EvalscopeAsked.random(golden);
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

  static EvalscopePrompts build(Compat compat, EvalscopeOptions asked) {
    return EvalscopePrompts.build(compat, asked, qwen(), done -> {});
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
