package llmbench.report.vllm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.recorded.ReportOptions;
import org.junit.jupiter.api.Test;

/**
 * Files that {@code vllm bench serve} 0.32.0 itself saved, of a run with failures, odd characters
 * and every metric: our files of the same requests are the same except for the last digit of a
 * mean.
 */
class VllmRealResultTest {

  private static final Pattern FLOAT = Pattern.compile("\\d+\\.\\d+(e[-+]\\d+)?");

  private final String detailed = golden("result_0.32.0_detailed.json");
  private final JsonNode json = tree(detailed);

  @Test
  void theDetailedResultIsVllmsInEveryCharacterButTheLastDigits() {
    String ours = VllmJson.of(figures(), requests(), settings(true), true).toString();
    assertThat(FLOAT.matcher(ours).replaceAll("#"))
        .isEqualTo(FLOAT.matcher(detailed).replaceAll("#"));
    List<Double> expected = floats(detailed);
    List<Double> values = floats(ours);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(values.get(i)).isCloseTo(expected.get(i), within(1e-9));
    }
  }

  @Test
  void whatWasMeasuredIsWrittenDigitForDigit() {
    String ours = VllmJson.of(figures(), requests(), settings(true), true).toString();
    assertThat(part(ours)).isEqualTo(part(detailed)).contains("e-0").contains("\\ud83d\\ude00");
  }

  @Test
  void withoutDetailsTheKeysAreThoseThatVllmLeaves() {
    JsonNode ours = tree(VllmJson.of(figures(), requests(), settings(false), false).toString());
    assertThat(keys(ours)).isEqualTo(keys(tree(golden("result_0.32.0_plain.json"))));
  }

  @Test
  void theBlockWithQueueTimesIsVllmsInEveryCharacter() {
    assertThat(VllmText.of(figures(), settings(true)))
        .isEqualTo(golden("result_0.32.0_detailed.txt"));
  }

  @Test
  void theOlderVersionHasNeitherFailuresNorQueueNorStartTimes() {
    Map<String, String> options = options(false);
    options.put("compat", "vllm-0.11");
    VllmReportSettings settings =
        VllmReportSettings.of(
            ReportOptions.ofRun(options, Map.of()), LocalDateTime.of(2026, 1, 1, 0, 0));
    JsonNode ours = tree(VllmJson.of(figures(), requests(), settings, true).toString());
    List<String> expected = keys(tree(golden("result_0.32.0_detailed.json")));
    expected.removeAll(List.of("failed", "latencies", "start_times", "queue_times", "rtfx"));
    expected.removeAll(List.of("version", "note"));
    expected.removeIf(key -> key.contains("queue"));
    assertThat(keys(ours)).isEqualTo(expected);
    JsonNode plain = tree(VllmJson.of(figures(), requests(), settings, false).toString());
    expected.removeAll(
        List.of("input_lens", "output_lens", "ttfts", "itls", "generated_texts", "errors"));
    assertThat(keys(plain)).isEqualTo(expected);
  }

  private VllmFigures figures() {
    return VllmFigures.of(
        requests(),
        MeasuredTime.of(json.get("duration").asDouble()),
        Goodput.of(settings(true).options().shown().goodputMillis()));
  }

  private List<RequestTimes> requests() {
    List<RequestTimes> requests = new ArrayList<>();
    for (int i = 0; i < json.get("errors").size(); i++) {
      double start = json.get("start_times").get(i).asDouble();
      double latency = json.get("latencies").get(i).asDouble();
      double[] gaps = new double[json.get("itls").get(i).size()];
      for (int j = 0; j < gaps.length; j++) {
        gaps[j] = json.get("itls").get(i).get(j).asDouble();
      }
      requests.add(
          new RequestTimes(
              i,
              json.get("errors").get(i).asText().isEmpty(),
              start,
              start + latency,
              json.get("ttfts").get(i).asDouble(),
              Series.of(gaps),
              latency,
              json.get("input_lens").get(i).asInt(),
              json.get("output_lens").get(i).asInt(),
              false,
              json.get("queue_times").get(i).asDouble(),
              null,
              json.get("generated_texts").get(i).asText(),
              json.get("errors").get(i).asText()));
    }
    return requests;
  }

  private static VllmReportSettings settings(boolean withMetadata) {
    return VllmReportSettings.of(
        ReportOptions.ofRun(options(withMetadata), Map.of()), LocalDateTime.of(2026, 1, 1, 0, 0));
  }

  private static Map<String, String> options(boolean withMetadata) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("backend", "openai-chat");
    options.put("model", "org/my-model");
    options.put("tokenizer", "model");
    options.put("num-prompts", "9");
    options.put("max-concurrency", "3");
    options.put("request-rate", "40");
    options.put("burstiness", "0.5");
    options.put(
        "percentile-metrics", "ttft,tpot,itl,e2el,client_queue_time,e2el_including_client_queue");
    options.put("metric-percentiles", "50,99.9");
    options.put("goodput", "ttft:30 e2el:90");
    options.put("label", "lab");
    if (withMetadata) {
      // The date of the file is this one: vLLM lets metadata shadow its own keys.
      options.put("metadata", "version=0.32 'note=a b' date=x");
    }
    return options;
  }

  private static String part(String result) {
    return result.substring(
        result.indexOf("\"input_lens\""), result.indexOf("\"max_output_tokens_per_s\""));
  }

  private static List<Double> floats(String text) {
    return FLOAT.matcher(text).results().map(MatchResult::group).map(Double::valueOf).toList();
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static JsonNode tree(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String golden(String name) {
    try (InputStream in = VllmRealResultTest.class.getResourceAsStream("/golden/vllm/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
