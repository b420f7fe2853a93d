package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.PrimitiveIterator;
import java.util.function.UnaryOperator;
import llmbench.dataset.PromptContext;
import llmbench.options.BenchOptions;
import llmbench.options.testing.Reading;
import llmbench.request.VllmRequests;
import llmbench.schedule.Arrivals;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;

/** Prompts and times of one run: both are the tool's, of one generator. */
class PromptWorkloadTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/evalscope/rate_after_random_1.14.json");

  private static final String PERF =
      "evalscope perf --model M --url http://h:1/v1/chat/completions --dataset random"
          + " --tokenizer-path bundled --min-prompt-length 40 --max-prompt-length 60 ";

  private final Opened tokenizer = Tokenizers.open("bundled", null);

  @Test
  void evalscopesTimesGoOnBehindWhatItsRandomPromptsDrew() throws IOException {
    JsonNode golden = new ObjectMapper().readTree(GOLDEN.toFile()).path("cases").path(0);
    PromptWorkload workload =
        evalscope(
            "--open-loop --number %s --seed %s --rate %s"
                .formatted(
                    golden.path("number").asText(),
                    golden.path("seed").asText(),
                    golden.path("rate").asText()));
    Arrivals arrivals = workload.arrivals().orElseThrow();
    assertThat(arrivals.requests()).isEqualTo(workload.prompts().measured());
    PrimitiveIterator.OfDouble times = arrivals.seconds();
    for (JsonNode time : golden.path("send")) {
      assertThat(times.nextDouble()).isCloseTo(time.asDouble(), within(1e-12));
    }
  }

  @Test
  void warmUpRequestsOfAClosedLoopHaveTheFirstTimes() {
    PromptWorkload closed = evalscope("--number 4 --warmup-num 3 --seed 1 --rate 5 --parallel 2");
    assertThat(closed.prompts().measured()).isEqualTo(4);
    assertThat(closed.prompts().warmUps()).isEqualTo(3);
    assertThat(closed.warmUpArrivals()).isEmpty();
    assertThat(closed.arrivals().orElseThrow().requests()).isEqualTo(7);
    PromptWorkload open = evalscope("--number 4 --warmup-num 3 --seed 1 --rate 5 --open-loop");
    assertThat(open.arrivals().orElseThrow().requests()).isEqualTo(4);
    assertThat(open.warmUpArrivals().orElseThrow().requests()).isEqualTo(3);
    assertThat(open.prompts().warmUps()).isEqualTo(3);
    assertThat(evalscope("--number 4 --seed 1").arrivals()).isEmpty();
  }

  /** Expected values: vLLM's own with seed 0, of arrivals.json. */
  @Test
  void vllmsPromptsDrawFromAnotherGenerator() {
    BenchOptions options =
        Reading.bench(
            "vllm bench serve --model m --num-prompts 20 --seed 0 --random-input-len 5"
                + " --request-rate 10");
    PromptWorkload workload =
        PromptWorkload.ofVllm(
            context(options),
            new VllmRequests(options, "m", null),
            first -> UnaryOperator.identity());
    PrimitiveIterator.OfDouble times = workload.arrivals().orElseThrow().seconds();
    assertThat(times.nextDouble()).isCloseTo(0.06852979000999215, within(1e-12));
    assertThat(times.nextDouble()).isCloseTo(0.17667331084192062, within(1e-12));
  }

  @Test
  void whatTheApiCannotSendIsRefusedBeforeAnythingIsMadeOfIt() {
    BenchOptions options =
        Reading.bench(
            "vllm bench serve --model m --num-prompts 2 --random-input-len 5 --backend openai-audio"
                + " --endpoint /v1/audio/transcriptions");
    assertThatThrownBy(
            () ->
                PromptWorkload.ofVllm(
                    context(options),
                    new VllmRequests(options, "m", null),
                    first -> UnaryOperator.identity()))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("Prompt 0 can't be sent: ");
  }

  private PromptWorkload evalscope(String options) {
    return PromptWorkload.ofEvalscope(context(Reading.bench(PERF + options)), "M");
  }

  private PromptContext context(BenchOptions options) {
    return new PromptContext(options, tokenizer, done -> {}, note -> {});
  }
}
