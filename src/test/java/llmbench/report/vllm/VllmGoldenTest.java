package llmbench.report.vllm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import llmbench.metrics.testing.VllmGolden;
import llmbench.options.recorded.ReportOptions;
import llmbench.options.testing.VersionGoldens;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both forms against what vLLM's own code printed and returned for the same requests. */
class VllmGoldenTest {

  private static final Set<String> SETUP =
      Set.of(
          "date",
          "endpoint_type",
          "backend",
          "label",
          "model_id",
          "tokenizer_id",
          "num_prompts",
          "request_rate",
          "burstiness",
          "max_concurrency");

  /** The goldens leave out lists that only repeat their requests. */
  private static final Set<String> REPEATED =
      Set.of(
          "input_lens",
          "ttfts",
          "itls",
          "latencies",
          "start_times",
          "queue_times",
          "generated_texts");

  static List<VllmGolden> goldens() {
    return VllmGolden.all();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void theBlockEqualsVllmsInEveryCharacter(VllmGolden golden) {
    for (String compat : compats(golden)) {
      assertThat(VllmText.of(golden.figures(), settings(golden, compat)))
          .as(compat)
          .isEqualTo(golden.printed());
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void theResultHasVllmsKeysInOrderAndItsValues(VllmGolden golden) throws IOException {
    for (String compat : compats(golden)) {
      result(golden, settings(golden, compat));
    }
  }

  private static List<String> compats(VllmGolden golden) {
    return VersionGoldens.sharing("vllm-" + golden.version());
  }

  private static void result(VllmGolden golden, VllmReportSettings settings) throws IOException {
    VllmJson ours = VllmJson.of(golden.figures(), golden.requests(), settings, true);
    JsonNode json = new ObjectMapper().readTree(ours.toString());
    List<String> keys = new ArrayList<>();
    json.fieldNames().forEachRemaining(keys::add);
    keys.removeAll(SETUP);
    keys.removeAll(REPEATED);
    List<String> expected = new ArrayList<>();
    golden.result().fieldNames().forEachRemaining(expected::add);
    assertThat(keys).isEqualTo(expected);
    for (String key : keys) {
      same(key, json.get(key), golden.result().get(key));
    }
  }

  private static void same(String key, JsonNode ours, JsonNode theirs) {
    assertThat(ours.getNodeType()).as(key).isEqualTo(theirs.getNodeType());
    assertThat(ours.isIntegralNumber()).as(key).isEqualTo(theirs.isIntegralNumber());
    if (theirs.isNumber()) {
      double allowed = 1e-9 * Math.max(1, Math.abs(theirs.asDouble()));
      assertThat(ours.asDouble()).as(key).isCloseTo(theirs.asDouble(), within(allowed));
    } else if (theirs.isArray()) {
      assertThat(ours).as(key).hasSameSizeAs(theirs);
      Iterator<JsonNode> expected = theirs.iterator();
      ours.forEach(value -> same(key, value, expected.next()));
    } else {
      assertThat(ours).as(key).isEqualTo(theirs);
    }
  }

  private static VllmReportSettings settings(VllmGolden golden, String compat) {
    JsonNode params = golden.params();
    Map<String, String> options = new LinkedHashMap<>();
    options.put("compat", compat);
    if (!params.get("max_concurrency").isNull()) {
      options.put("max-concurrency", params.get("max_concurrency").asText());
    }
    options.put("request-rate", params.get("request_rate").asText());
    options.put("percentile-metrics", params.get("percentile_metrics").asText());
    options.put("metric-percentiles", params.get("metric_percentiles").asText());
    if (!golden.goodput().isEmpty()) {
      options.put(
          "goodput",
          golden.goodput().entrySet().stream()
              .map(limit -> limit.getKey() + ":" + limit.getValue())
              .collect(Collectors.joining(" ")));
    }
    return VllmReportSettings.of(
        ReportOptions.ofRun(options, Map.of()), LocalDateTime.of(2026, 1, 2, 3, 4, 5));
  }
}
