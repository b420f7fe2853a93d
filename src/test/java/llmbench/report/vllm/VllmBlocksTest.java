package llmbench.report.vllm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.testing.VllmGolden;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.VllmExtras;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.recorded.ReportOptions;
import llmbench.target.ServerPage;
import llmbench.timeline.ServerMetrics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every part that a block can have, whole, against what {@code benchmark()} of each version printed
 * and returned for the same outcomes.
 */
class VllmBlocksTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is said before the load; the block and the failures before it begin behind it. */
  private static final Pattern BEFORE_THE_LOAD =
      Pattern.compile(
          "(?s)Starting initial single prompt test run.*?"
              + "\nMaximum request concurrency: (None|\\d+)\n(Probe request rate: [^\n]*\n)?");

  /** Tokens of the file's texts, by Qwen2.5's tokenizer. */
  private static final Map<String, Integer> TOKENS = Map.of("Hello 世界 🙂", 4, "x", 1, "a b c d", 4);

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

  static Stream<Arguments> cases() throws IOException {
    List<Arguments> all = new ArrayList<>();
    try (InputStream in = VllmBlocksTest.class.getResourceAsStream("/golden/vllm/blocks.json")) {
      for (JsonNode golden : JSON.readTree(in).get("cases")) {
        String id = golden.get("id").asText();
        golden
            .get("result")
            .fieldNames()
            .forEachRemaining(version -> all.add(Arguments.of(id, version, golden)));
      }
    }
    assertThat(all).hasSize(65);
    return all.stream();
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("cases")
  void theTextIsTheToolsInEveryCharacter(String id, String version, JsonNode golden) {
    VllmReportSettings settings = settings(golden, version);
    List<RequestTimes> requests = requests(golden);
    String printed = expected(golden, version).get("printed").asText();
    Matcher before = BEFORE_THE_LOAD.matcher(printed);
    assertThat(before.lookingAt()).isTrue();
    assertThat(VllmErrors.of(requests, settings) + VllmText.of(figures(golden, requests), settings))
        .isEqualTo(printed.substring(before.end()));
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("cases")
  void theResultHasTheToolsKeysInOrderAndItsValues(String id, String version, JsonNode golden)
      throws IOException {
    List<RequestTimes> requests = requests(golden);
    VllmJson ours =
        VllmJson.of(figures(golden, requests), requests, settings(golden, version), true);
    ObjectNode json = (ObjectNode) JSON.readTree(ours.toString());
    json.remove(SETUP);
    same("", json, expected(golden, version).get("result"));
  }

  /** A version's own outcome, or that of the newer one with what it lacks. */
  private static JsonNode expected(JsonNode golden, String version) {
    JsonNode result = golden.get("result").get(version);
    if (result.isObject()) {
      return result;
    }
    String[] words = result.asText().split(" without ", 2);
    ObjectNode same = golden.get("result").get(words[0].replace("= ", "")).deepCopy();
    if (words.length == 2) {
      ((ObjectNode) same.get("result")).remove(List.of(words[1].split(", ", -1)));
    }
    return same;
  }

  private static void same(String key, JsonNode ours, JsonNode theirs) {
    assertThat(ours.getNodeType()).as(key).isEqualTo(theirs.getNodeType());
    assertThat(ours.isIntegralNumber()).as(key).isEqualTo(theirs.isIntegralNumber());
    if (theirs.isNumber()) {
      double allowed = 1e-9 * Math.max(1, Math.abs(theirs.asDouble()));
      assertThat(ours.asDouble()).as(key).isCloseTo(theirs.asDouble(), within(allowed));
    } else if (theirs.isObject()) {
      assertThat(names(ours)).as(key).isEqualTo(names(theirs));
      names(theirs).forEach(name -> same(name, ours.get(name), theirs.get(name)));
    } else if (theirs.isArray()) {
      assertThat(ours).as(key).hasSameSizeAs(theirs);
      Iterator<JsonNode> expected = theirs.iterator();
      ours.forEach(value -> same(key, value, expected.next()));
    } else {
      assertThat(ours).as(key).isEqualTo(theirs);
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static VllmFigures figures(JsonNode golden, List<RequestTimes> requests) {
    Map<String, Double> limits = new LinkedHashMap<>();
    golden
        .at("/params/goodput")
        .properties()
        .forEach(limit -> limits.put(limit.getKey(), limit.getValue().asDouble()));
    MeasuredTime duration = MeasuredTime.of(golden.at("/result/0.33/result/duration").asDouble());
    return VllmFigures.of(requests, duration, Goodput.of(limits)).with(extras(golden));
  }

  private static VllmExtras extras(JsonNode golden) {
    ServerMetrics said =
        new ServerMetrics(page(golden, "metrics_before"), page(golden, "metrics_after"));
    VllmExtras ofServer = VllmExtras.of(said);
    double audio = 0;
    long inputs = 0;
    for (JsonNode request : golden.get("requests")) {
      if (request.get("success").asBoolean()) {
        audio += request.path("input_audio_duration").asDouble();
        inputs += request.path("num_input_sequences").asLong();
      }
    }
    List<VllmExtras.RateChange> changes = new ArrayList<>();
    for (JsonNode change : golden.at("/result/0.33/result").path("rps_change_events")) {
      changes.add(
          new VllmExtras.RateChange(change.get("rps").asInt(), change.get("timestamp").asText()));
    }
    return new VllmExtras(
        golden.has("probes")
            ? Optional.of(VllmExtras.Probes.of(probes(golden.get("probes")), 0))
            : Optional.empty(),
        changes,
        ofServer.speculative(),
        ofServer.diffusion(),
        audio,
        inputs);
  }

  private static Distribution probes(JsonNode seconds) {
    double[] all = new double[seconds.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = seconds.get(i).asDouble();
    }
    return Distribution.of(all).times(1000);
  }

  private static ServerMetrics.Page page(JsonNode golden, String when) {
    return ServerPage.of(golden.path(when).asText("")).kept();
  }

  private static List<RequestTimes> requests(JsonNode golden) {
    List<RequestTimes> requests = new ArrayList<>();
    boolean tokenizer = golden.at("/params/tokenizer").asBoolean();
    for (JsonNode request : golden.get("requests")) {
      requests.add(request(request, requests.size(), tokenizer));
    }
    return requests;
  }

  private static RequestTimes request(JsonNode from, int index, boolean tokenizer) {
    double start = from.get("start_time").asDouble();
    double latency = from.get("latency").asDouble();
    double[] gaps = new double[from.get("itl").size()];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = from.get("itl").get(i).asDouble();
    }
    String text = from.get("generated_text").asText();
    int reported = from.path("output_tokens").asInt();
    boolean success = from.get("success").asBoolean();
    boolean counted = success && reported == 0;
    return new RequestTimes(
        index,
        success,
        start,
        start + latency,
        from.get("ttft").asDouble(),
        Series.of(gaps),
        latency,
        from.get("prompt_len").asInt(),
        counted ? (tokenizer ? TOKENS.getOrDefault(text, 0) : 1) : reported,
        counted,
        start - from.get("arrival_time").asDouble(),
        VllmGolden.server(from),
        text,
        from.get("error").asText());
  }

  private static VllmReportSettings settings(JsonNode golden, String version) {
    JsonNode params = golden.get("params");
    Map<String, String> options = new LinkedHashMap<>();
    options.put("compat", "vllm-" + version);
    String backend = params.get("backend").asText();
    options.put("backend", backend);
    options.put("base-url", "http://127.0.0.1:8000");
    options.put("endpoint", backend.equals("openai-embeddings") ? "/v1/embeddings" : "/v1/x");
    if (!params.get("max_concurrency").isNull()) {
      options.put("max-concurrency", params.get("max_concurrency").asText());
    }
    options.put("request-rate", params.get("request_rate").asText());
    options.put("percentile-metrics", params.get("percentile_metrics").asText());
    options.put("metric-percentiles", params.get("metric_percentiles").asText());
    if (!params.get("tokenizer").asBoolean()) {
      options.put("skip-tokenizer-init", "true");
    }
    if (!params.get("goodput").isEmpty()) {
      options.put(
          "goodput",
          params.get("goodput").properties().stream()
              .map(limit -> limit.getKey() + ":" + limit.getValue())
              .collect(Collectors.joining(" ")));
    }
    return VllmReportSettings.of(
        ReportOptions.ofRun(options, Map.of()), LocalDateTime.of(2026, 1, 2, 3, 4, 5));
  }
}
