package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import llmbench.Report;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * vllm.json has what vLLM 0.32's own readers of result files take from it, each in the type that
 * they need. The readers themselves were run by hand: docs/other-tools.md.
 */
class VllmReadersTest {

  /** Numbers that each reader can't do without. */
  private static final Map<String, String> NUMBERS =
      Map.of(
          "vllm bench sweep plot",
          "total_token_throughput median_ttft_ms",
          "vllm bench sweep plot_pareto",
          "output_throughput max_concurrency max_concurrent_requests",
          "vllm bench sweep serve_workload",
          "request_throughput mean_e2el_ms",
          "convert-results-json-to-markdown.py",
          "completed max_concurrency request_throughput total_token_throughput output_throughput"
              + " mean_ttft_ms median_ttft_ms p99_ttft_ms std_ttft_ms mean_tpot_ms median_tpot_ms"
              + " p99_tpot_ms std_tpot_ms mean_itl_ms median_itl_ms p99_itl_ms",
          "concurrency_recommendation.py",
          "max_concurrency failed completed duration request_goodput request_throughput"
              + " output_throughput p99_ttft_ms p99_tpot_ms");

  @ParameterizedTest
  @ValueSource(strings = {"vllm-0.32", "evalscope-1.14"})
  void everyReaderFindsItsNumbers(String compat) throws JsonProcessingException {
    JsonNode result = result(compat);
    NUMBERS.forEach(
        (reader, keys) -> {
          for (String key : keys.split(" ", -1)) {
            assertThat(result.path(key).isNumber()).as(reader + " needs " + key).isTrue();
          }
        });
    assertThat(result.get("max_concurrency").isInt()).as("others are left out").isTrue();
    assertThat(result.get("model_id").isTextual()).isTrue();
    // plot_pareto reads it as float(…).
    assertThat(result.get("request_rate").asText()).isEqualTo("inf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vllm-0.32", "evalscope-1.14"})
  void theTimelineFindsOneEntryARequestInEachList(String compat) throws JsonProcessingException {
    JsonNode result = result(compat);
    int requests = result.get("completed").asInt() + result.get("failed").asInt();
    assertThat(requests).isEqualTo(11);
    for (String list : List.of("start_times", "ttfts", "itls", "input_lens", "output_lens")) {
      assertThat(result.get(list)).as(list).hasSize(requests);
    }
    result.get("itls").forEach(gaps -> assertThat(gaps.isArray()).isTrue());
  }

  /** Of a run that had failures and was stopped. */
  private static JsonNode result(String compat) throws JsonProcessingException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    String[] args = {
      "--format=json",
      "--compat=" + compat,
      "--percentile-metrics=ttft,tpot,itl,e2el",
      "src/test/resources/golden/exports/run"
    };
    assertThat(Report.run(args, stream, stream)).as(out.toString(StandardCharsets.UTF_8)).isOne();
    return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
  }
}
