package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import llmbench.options.BenchOptions.RandomDataset;
import llmbench.options.Compat;
import llmbench.tokenizer.Tokenizer;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RandomPromptsTest {

  private static final Tokenizer QWEN = Tokenizers.bundled().tokenizer();

  static Stream<Arguments> goldenCases() {
    return Stream.of(Compat.VLLM_0_11, Compat.VLLM_0_32)
        .flatMap(
            compat -> {
              List<Arguments> cases = new ArrayList<>();
              for (JsonNode golden : golden(compat).get("cases")) {
                cases.add(Arguments.of(compat, golden.get("params"), golden));
              }
              return cases.stream();
            });
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("goldenCases")
  void promptsAreThoseOfTheTool(Compat compat, JsonNode params, JsonNode golden) {
    List<Prompt> prompts = RandomPrompts.of(dataset(params), compat, QWEN, done -> {});
    List<Integer> lengths = new ArrayList<>();
    List<Integer> outputs = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (JsonNode request : golden.get("requests")) {
      lengths.add(request.get("prompt_len").asInt());
      outputs.add(request.get("expected_output_len").asInt());
      if (request.has("prompt")) {
        texts.add(request.get("prompt").asText());
      }
    }
    assertThat(prompts).extracting(Prompt::tokens).isEqualTo(lengths);
    assertThat(prompts).extracting(Prompt::maxTokens).isEqualTo(outputs);
    if (!texts.isEmpty()) {
      assertThat(prompts).extracting(Prompt::text).isEqualTo(texts);
    }
    assertThat(digest(prompts)).isEqualTo(golden.get("sha256").asText());
    assertThat(prompts.stream().mapToInt(Prompt::tokens).sum())
        .isEqualTo(golden.get("total_input").asInt());
  }

  @Test
  void progressCountsEveryPromptOnce() {
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    RandomPrompts.of(
        new RandomDataset(40, 10, 10, 0, 0, 0, 0),
        Compat.VLLM_0_32,
        QWEN,
        done -> {
          calls.incrementAndGet();
          most.accumulateAndGet(done, Math::max);
        });
    assertThat(calls).hasValue(40);
    assertThat(most).hasValue(40);
  }

  @Test
  void inputAndOutputMayVaryByDifferentRatios() {
    List<Prompt> prompts =
        RandomPrompts.of(
            new RandomDataset(200, 20, 20, 0, 0.5, 0, 3), Compat.VLLM_0_32, QWEN, done -> {});
    assertThat(prompts).extracting(Prompt::tokens).containsOnly(20);
    assertThat(prompts).extracting(Prompt::maxTokens).allMatch(n -> n >= 10 && n <= 30);
    assertThat(prompts).extracting(Prompt::maxTokens).contains(10, 30);
  }

  @Test
  void aPromptThatCouldBeEmptyIsRefused() {
    assertThatThrownBy(
            () ->
                RandomPrompts.of(
                    new RandomDataset(1, 0, 1, 0, 0, 0, 0), Compat.VLLM_0_32, QWEN, done -> {}))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("--random-input-len 0 is too small");
  }

  /** As the golden files have it: SHA-256 over the texts with NUL between them. */
  private static String digest(List<Prompt> prompts) {
    String joined = prompts.stream().map(Prompt::text).collect(Collectors.joining("\0"));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(joined.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RandomDataset dataset(JsonNode params) {
    double ratio = params.get("range_ratio").asDouble();
    return new RandomDataset(
        params.get("n").asInt(),
        params.get("input_len").asInt(),
        params.get("output_len").asInt(),
        ratio,
        ratio,
        params.get("prefix_len").asInt(),
        params.get("seed").asLong());
  }

  private static JsonNode golden(Compat compat) {
    String version = compat == Compat.VLLM_0_11 ? "0.11.0" : "0.32.0";
    try {
      return new ObjectMapper()
          .readTree(
              RandomPromptsTest.class.getResourceAsStream(
                  "/golden/vllm/random_" + version + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
