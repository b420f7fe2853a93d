package llmbench.options.echo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;

class VllmTrafficTest {

  private static final Path BLOCKS = Path.of("src/test/resources/golden/vllm/blocks.json");
  private static final String SERVE = "vllm bench serve ";

  /** Of each version, for all loads of the file that have a rate or a ramp-up. */
  @Test
  void theLinesAreTheOnesThatTheToolPrints() throws IOException {
    int compared = 0;
    for (JsonNode golden : new ObjectMapper().readTree(BLOCKS.toFile()).path("cases")) {
      JsonNode params = golden.path("params");
      boolean rises = params.has("ramp_up_strategy");
      if (!rises && params.path("request_rate").asText().equals("inf")) {
        continue;
      }
      String line = SERVE + (rises ? rampUp(params) : rate(params));
      line +=
          params.path("max_concurrency").isNull()
              ? ""
              : " --max-concurrency " + params.path("max_concurrency").asText();
      for (Map.Entry<String, JsonNode> version : golden.path("result").properties()) {
        if (version.getValue().isObject()) {
          String printed = version.getValue().path("printed").asText();
          int begin = printed.indexOf("Traffic");
          int end = printed.indexOf("\n===", begin);
          assertThat(lines(line, "compat", "vllm-" + version.getKey()))
              .isEqualTo(printed.substring(begin, end));
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(7);
  }

  /** benchmark() of serve.py: "Poisson process" if burstiness == 1.0 else "Gamma distribution". */
  @Test
  void anyOtherBurstinessIsAGammaDistribution() {
    assertThat(lines(SERVE + "--request-rate 1e-5 --burstiness inf"))
        .isEqualTo(
            """
            Traffic request rate: 1e-05
            Burstiness factor: inf (Gamma distribution)
            Maximum request concurrency: None""");
  }

  /** benchmark() of serve.py: no word of rate or concurrency. */
  @Test
  void aTimedTraceSaysThatItTimesItself() {
    String trace =
        SERVE
            + "--dataset-name timed_trace --dataset-path t.jsonl --backend openai"
            + " --endpoint /v1/completions --max-concurrency 5 --request-rate 3";
    assertThat(lines(trace))
        .isEqualTo("Self timing is set, using the timestamps from the trace file.");
    assertThat(lines(trace + " --no-self-timed")).startsWith("Traffic request rate: 3.0");
  }

  @Test
  void whatTheToolDoesNotHaveItDoesNotSay() {
    assertThat(lines(SERVE + "--max-concurrency 5")).isEmpty();
    assertThat(lines(SERVE + "--request-rate 5", "arrivals", "even")).isEmpty();
    assertThat(lines(SERVE, "arrival-times", "t")).isEmpty();
    assertThat(lines("evalscope perf --model m --prompt p --rate 5")).isEmpty();
  }

  private static String lines(String line, String... settings) {
    return String.join("\n", VllmTraffic.of(Reading.both(line, settings)));
  }

  private static String rate(JsonNode params) {
    return "--request-rate " + params.path("request_rate").asText();
  }

  private static String rampUp(JsonNode params) {
    return "--ramp-up-strategy %s --ramp-up-start-rps %s --ramp-up-end-rps %s"
        .formatted(
            params.path("ramp_up_strategy").asText(),
            params.path("ramp_up_start_rps").asText(),
            params.path("ramp_up_end_rps").asText());
  }
}
