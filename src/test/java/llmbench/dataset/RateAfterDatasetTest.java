package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import llmbench.dataset.testing.EvalscopeAsked;
import llmbench.options.BenchOptions;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.ToolVersion;
import llmbench.options.dataset.EvalscopeRandomOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.random.NumpyLegacyRandom;
import llmbench.schedule.Arrivals;
import llmbench.schedule.EvalscopeRate;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;

/**
 * A schedule goes on with the generator where the dataset has stopped: the send times of evalscope
 * 1.14's own runs with {@code --dataset random}.
 */
class RateAfterDatasetTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/evalscope/rate_after_random_1.14.json");

  private static final Range ASKED = new Range(40, 60);

  /** Without the chat template. */
  private static final Range CONTENT = new Range(40 - 29, 60 - 29);

  private final Opened tokenizer = Tokenizers.open("bundled", null);

  @Test
  void timesAreTheToolsAfterTheRandomDatasetDrew() throws IOException {
    JsonNode cases = golden();
    assertThat(cases).hasSize(3);
    for (JsonNode one : List.of(cases.path(0), cases.path(1))) {
      int requests = one.path("number").asInt();
      NumpyLegacyRandom numpy = afterPrompts(options(one, requests));
      same(new EvalscopeRate(requests, one.path("rate").asDouble(), numpy), sent(one));
    }
  }

  /**
   * A sweep isn't seeded again: its second run draws prompts and gaps behind those of its first.
   */
  @Test
  void theNextRunOfASweepGoesOnWithTheSameGenerator() throws IOException {
    JsonNode sweep = golden().path(2);
    int first = sweep.path("number").path(0).asInt();
    int second = sweep.path("number").path(1).asInt();
    List<Double> sent = sent(sweep);
    NumpyLegacyRandom numpy = afterPrompts(options(sweep, first));
    same(
        new EvalscopeRate(first, sweep.path("rate").path(0).asDouble(), numpy),
        sent.subList(0, first));
    new EvalscopeRandom114(random(), CONTENT, tokenizer.tokenizer(), numpy, second, false);
    same(
        new EvalscopeRate(second, sweep.path("rate").path(1).asDouble(), numpy),
        sent.subList(first, sent.size()));
  }

  /** Expected value: {@code numpy.random.seed(7)}, then {@code random_sample()}. */
  @Test
  void vllmsRandomDatasetDrawsFromAnotherGenerator() {
    BenchOptions options =
        new OptionsReader()
            .read(new Sources("vllm bench serve --model m --num-prompts 3 --seed 7", Map.of()));
    assertThat(afterPrompts(options).nextDouble()).isEqualTo(0.07630828937395717);
  }

  private NumpyLegacyRandom afterPrompts(BenchOptions options) {
    PromptContext context = new PromptContext(options, tokenizer, done -> {}, note -> {});
    try (Prompts prompts = Datasets.of(options).prompts(context)) {
      return prompts.generators().numpy();
    }
  }

  private static BenchOptions options(JsonNode golden, int requests) {
    return EvalscopeAsked.of(random(), requests)
        .seed(golden.path("seed").asLong())
        .build(ToolVersion.EVALSCOPE_1_14);
  }

  private static EvalscopeRandomOptions random() {
    return new EvalscopeRandomOptions(ASKED, 0, 1, 0);
  }

  private static void same(Arrivals arrivals, List<Double> wanted) {
    assertThat(arrivals.requests()).isEqualTo(wanted.size());
    PrimitiveIterator.OfDouble times = arrivals.seconds();
    for (double time : wanted) {
      assertThat(times.nextDouble()).isCloseTo(time, within(1e-12));
    }
  }

  private static List<Double> sent(JsonNode golden) {
    List<Double> sent = new ArrayList<>();
    golden.path("send").forEach(time -> sent.add(time.asDouble()));
    return sent;
  }

  private static JsonNode golden() throws IOException {
    return new ObjectMapper().readTree(GOLDEN.toFile()).path("cases");
  }
}
