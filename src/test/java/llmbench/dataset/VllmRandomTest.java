package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.dataset.RandomOptions;
import llmbench.options.testing.VersionGoldens;
import llmbench.tokenizer.Tokenizer;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VllmRandomTest {

  private static final BenchOptions.Dataset REFERENCE = dataset(500, 100, 100, 0, 0, 0, 0);

  static List<ToolVersion> versions() {
    return ToolVersion.Tool.VLLM.versions();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyGoldenCaseIsTheSameWhole(ToolVersion compat) throws Exception {
    JsonNode cases = golden(VersionGoldens.of(compat).number() + ".0").path("cases");
    assertThat(cases).hasSize(5);
    for (JsonNode wanted : cases) {
      List<Prompt> prompts = build(compat, dataset(wanted.path("params")));
      assertThat(texts(prompts, prompt -> prompt.tokens() + "/" + prompt.maxTokens()))
          .isEqualTo(
              texts(
                  wanted.path("requests"),
                  node -> node.path("prompt_len") + "/" + node.path("expected_output_len")));
      assertThat(sha256(prompts)).isEqualTo(wanted.path("sha256").asText());
      assertThat(prompts.stream().mapToInt(Prompt::tokens).sum())
          .isEqualTo(wanted.path("total_input").asInt());
      if (wanted.path("requests").path(0).has("prompt")) {
        assertThat(texts(prompts, Prompt::text))
            .isEqualTo(texts(wanted.path("requests"), node -> node.path("prompt").asText()));
      }
    }
  }

  @Test
  void theReferenceRunHasTheReferencesTotals() {
    assertThat(build(ToolVersion.VLLM_0_11, REFERENCE).stream().mapToInt(Prompt::tokens).sum())
        .isEqualTo(49_932);
    assertThat(build(ToolVersion.VLLM_0_32, REFERENCE).stream().mapToInt(Prompt::tokens).sum())
        .isEqualTo(50_000);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void progressRisesByOneUpToAllPrompts(ToolVersion compat) {
    List<Integer> seen = new ArrayList<>();
    long unused =
        VllmRandom.prompts(compat, dataset(60, 30, 5, 0, 0, 0, 9), qwen(), seen::add)
            .toList()
            .size();
    assertThat(seen).isEqualTo(IntStream.rangeClosed(1, 60).boxed().toList());
  }

  @Test
  void inputAndOutputHaveRangesOfTheirOwn() {
    List<Prompt> prompts = build(ToolVersion.VLLM_0_32, dataset(200, 20, 40, 0.5, 0.25, 0, 1));
    assertThat(prompts).extracting(Prompt::tokens).allMatch(n -> n >= 10 && n <= 30);
    assertThat(prompts).extracting(Prompt::maxTokens).allMatch(n -> n >= 30 && n <= 50);
    assertThat(prompts).extracting(Prompt::tokens).contains(10, 30);
    assertThat(prompts).extracting(Prompt::maxTokens).contains(30, 50);
  }

  @Test
  void thirtyTwoLeavesOutSpecialTokensThatLieInTheVocabulary() {
    int[] seen = new int[1];
    Tokenizer letters =
        new FakeTokenizer() {
          @Override
          public String decode(int[] ids) {
            for (int id : ids) {
              seen[0] |= 1 << id;
            }
            return super.decode(ids);
          }
        };
    long unused =
        VllmRandom.prompts(
                ToolVersion.VLLM_0_32, dataset(3, 50, 1, 0, 0, 0, 0), letters, done -> {})
            .toList()
            .size();
    assertThat(seen[0]).isEqualTo(0b1111_0111_1011);
  }

  @Test
  void whatTheToolRefusesIsRefusedWithOneMessage() {
    refuses(ToolVersion.VLLM_0_32, dataset(1, 0, 9, 0, 0, 0, 0), "--random-input-len 0 is too");
    refuses(ToolVersion.VLLM_0_32, dataset(1, 1, 9, 0.5, 0, 0, 0), "shortest prompt has 0");
    refuses(ToolVersion.VLLM_0_11, dataset(1, 9, 0, 0, 0, 0, 0), "--random-output-len must");
    refuses(ToolVersion.VLLM_0_11, dataset(0, 9, 9, 0, 0, 0, 0), "--num-prompts must be 1");
    refuses(ToolVersion.VLLM_0_11, dataset(1, 9, 9, 1, 1, 0, 0), "less than 1, not 1.0");
    refuses(ToolVersion.VLLM_0_11, dataset(1, 9, 9, Double.NaN, 0, 0, 0), "not NaN");
    refuses(ToolVersion.VLLM_0_11, dataset(1, 9, 9, 0, 0, -1, 0), "--random-prefix-len must");
    refuses(ToolVersion.VLLM_0_11, dataset(1, 9, 9, 0, 0, 0, -3), "--seed must be 0 or more");
  }

  private static void refuses(ToolVersion compat, BenchOptions.Dataset asked, String message) {
    assertThatThrownBy(() -> build(compat, asked))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(message);
  }

  private static Tokenizer qwen() {
    return Tokenizers.bundled();
  }

  private static List<Prompt> build(ToolVersion compat, BenchOptions.Dataset asked) {
    return VllmRandom.prompts(compat, asked, qwen(), done -> {}).toList();
  }

  static BenchOptions.Dataset dataset(JsonNode params) {
    double range = params.path("range_ratio").asDouble();
    return dataset(
        params.path("n").asInt(),
        params.path("input_len").asInt(),
        params.path("output_len").asInt(),
        range,
        range,
        params.path("prefix_len").asInt(),
        params.path("seed").asLong());
  }

  private static BenchOptions.Dataset dataset(
      int prompts, int input, int output, double range, double outputRange, int prefix, long seed) {
    return new BenchOptions.Dataset(
        prompts, seed, new RandomOptions(input, output, range, outputRange, prefix));
  }

  private static JsonNode golden(String version) throws IOException {
    Path file = Path.of("src/test/resources/golden/vllm/random_" + version + ".json");
    return new ObjectMapper().readTree(file.toFile());
  }

  /** The golden's hash is that of all prompts, joined by NUL characters. */
  private static String sha256(List<Prompt> prompts) throws NoSuchAlgorithmException {
    String all = String.join("\0", texts(prompts, Prompt::text));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash);
  }

  private static <T> List<String> texts(Iterable<T> items, Function<T, String> text) {
    List<String> texts = new ArrayList<>();
    items.forEach(item -> texts.add(text.apply(item)));
    return texts;
  }

  /** Twelve tokens, a letter each; two of them are special. */
  private static class FakeTokenizer implements Tokenizer {

    @Override
    public int[] encode(String text) {
      return text.chars().map(c -> c - 'a').toArray();
    }

    @Override
    public String decode(int[] ids) {
      StringBuilder text = new StringBuilder();
      for (int id : ids) {
        text.append((char) ('a' + id));
      }
      return text.toString();
    }

    @Override
    public int vocabSize() {
      return 12;
    }

    @Override
    public int[] specialIds() {
      return new int[] {2, 7};
    }

    @Override
    public int addedSpecialTokens() {
      return 0;
    }

    @Override
    public String name() {
      return "letters";
    }
  }
}
