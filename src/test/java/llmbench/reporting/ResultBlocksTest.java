package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import llmbench.report.vllm.VllmJson;
import llmbench.report.vllm.VllmText;
import llmbench.runlog.RunLogException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A result of vLLM bench, read: its block is the one that the tool had printed with it. */
class ResultBlocksTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Those whose result doesn't say all that was printed: who pools, who failed without a word. */
  private static final List<String> NOT_ALL = List.of("pooling", "many_failures", "no_tokenizer");

  private static final List<String> RAMP_UP =
      List.of("ramp_up_strategy", "ramp_up_start_rps", "ramp_up_end_rps");

  @TempDir Path folder;

  @Test
  void theBlockOfAResultIsTheOneThatTheToolPrinted() throws IOException {
    int compared = 0;
    for (JsonNode golden : cases()) {
      String id = golden.get("id").asText();
      if (NOT_ALL.stream().noneMatch(id::startsWith)) {
        compared++;
        ReportInput input = read(golden);
        String printed = golden.at("/result/0.33/printed").asText();
        assertThat(VllmText.of(input.figures(), input.settings()))
            .as(id)
            .isEqualTo(printed.substring(printed.indexOf("============ Serving")));
        JsonNode again =
            JSON.readTree(
                VllmJson.of(input.figures(), input.times(), input.settings(), true).toString());
        List<String> keys = new ArrayList<>();
        golden.at("/result/0.33/result").fieldNames().forEachRemaining(keys::add);
        List<String> ours = new ArrayList<>();
        again.fieldNames().forEachRemaining(ours::add);
        assertThat(ours).as(id).endsWith(keys.toArray(String[]::new));
      }
    }
    assertThat(compared).isEqualTo(18);
  }

  /** Where they stand: main_async() of serve.py, after max_concurrency. */
  @Test
  void aRampUpAndAnInfiniteBurstinessAreReadAndWrittenAgain() throws IOException {
    JsonNode golden = of("ramp_up").deepCopy();
    ((ObjectNode) golden.at("/result/0.33/result")).put("burstiness", Double.POSITIVE_INFINITY);
    ReportInput input = read(golden);
    assertThat(VllmJson.of(input.figures(), input.times(), input.settings(), true).toString())
        .contains(
            "\"request_rate\": \"inf\", \"burstiness\": Infinity, \"max_concurrency\": 2,"
                + " \"ramp_up_strategy\": \"linear\", \"ramp_up_start_rps\": 2,"
                + " \"ramp_up_end_rps\": 7, \"duration\": ")
        .contains(
            "\"rps_change_events\": [{\"rps\": 2, \"timestamp\": \"t1\"},"
                + " {\"rps\": 3, \"timestamp\": \"t2\"}");
  }

  @Test
  void theServersTimesKeepTheirLastDigit() throws IOException {
    JsonNode golden = of("server_metrics").deepCopy();
    ObjectNode result = (ObjectNode) golden.at("/result/0.33/result");
    Random random = new Random(17);
    for (int i = 0; i < 100; i++) {
      for (String key : List.of("server_queue_times", "server_ttfts")) {
        ArrayNode times = (ArrayNode) result.get(key);
        times.set(random.nextInt(times.size()), random.nextDouble());
      }
      ReportInput input = read(golden);
      JsonNode again =
          JSON.readTree(
              VllmJson.of(input.figures(), input.times(), input.settings(), true).toString());
      assertThat(again.get("server_queue_times")).isEqualTo(result.get("server_queue_times"));
      assertThat(again.get("server_ttfts")).isEqualTo(result.get("server_ttfts"));
    }
  }

  @Test
  void aResultOfRequestsThatPoolIsRefusedForWhatItIs() throws IOException {
    assertThatThrownBy(() -> read(of("pooling")))
        .isInstanceOf(RunLogException.class)
        .hasMessageContaining("result.json is a result of requests that pool (openai-embeddings):")
        .hasMessageNotContaining("--save-detailed");
  }

  @Test
  void whatIsNoNumberIsLeftOut() throws IOException {
    JsonNode golden = cases().get(0).deepCopy();
    ObjectNode result = (ObjectNode) golden.at("/result/0.33/result");
    result.put("spec_decode_acceptance_rate", "most");
    assertThat(read(golden).figures().extras().speculative()).isEmpty();
  }

  private ReportInput read(JsonNode golden) throws IOException {
    JsonNode params = golden.get("params");
    ObjectNode result = JSON.createObjectNode();
    result.put("date", "20260102-030405").put("backend", params.get("backend").asText());
    result.put("model_id", "m").set("request_rate", params.get("request_rate"));
    result.set("max_concurrency", params.get("max_concurrency"));
    for (String key : RAMP_UP) {
      if (params.has(key)) {
        result.set(key, params.get(key));
      }
    }
    result.setAll((ObjectNode) golden.at("/result/0.33/result"));
    Path file = Files.writeString(folder.resolve("result.json"), result.toString());
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("compat", "vllm-0.33");
    asked.put("percentile-metrics", params.get("percentile_metrics").asText());
    asked.put("metric-percentiles", params.get("metric_percentiles").asText());
    return ReportInput.read(List.of(file), asked, options -> text -> 1);
  }

  private static JsonNode of(String id) throws IOException {
    for (JsonNode golden : cases()) {
      if (golden.get("id").asText().equals(id)) {
        return golden;
      }
    }
    throw new AssertionError("no case " + id);
  }

  private static JsonNode cases() throws IOException {
    try (InputStream in = ResultBlocksTest.class.getResourceAsStream("/golden/vllm/blocks.json")) {
      return JSON.readTree(in).get("cases");
    }
  }
}
