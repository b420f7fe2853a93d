package llmbench.metrics.evalscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.testing.EvalscopeGolden;
import llmbench.timeline.RequestRecord;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvalscopeDialectTest {

  private static final Offset<Double> EXACT = within(1e-9);

  static List<EvalscopeGolden> goldens() {
    return EvalscopeGolden.all();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void everyRequestIsReadAsEvalscopeReadsIt(EvalscopeGolden golden) {
    List<EvalscopeRequest> requests = golden.requests();
    assertThat(requests).hasSizeGreaterThan(11);
    List<String> ids = new ArrayList<>();
    golden.input().get("requests").forEach(request -> ids.add(request.get("id").asText()));
    golden.output().get("consumer_exceptions").fieldNames().forEachRemaining(ids::remove);
    for (EvalscopeRequest request : requests) {
      String id = ids.get(request.times().index());
      JsonNode theirs = golden.evalscopes(id);
      RequestTimes ours = request.times();
      assertThat(ours.success()).as(id).isEqualTo(theirs.get("success").asBoolean());
      if (!ours.success()) {
        continue;
      }
      assertThat(ours.ttftSeconds())
          .as(id + " TTFT")
          .isCloseTo(theirs.get("first_chunk_latency").asDouble(), EXACT);
      assertThat(ours.latencySeconds())
          .as(id + " latency")
          .isCloseTo(theirs.get("query_latency").asDouble(), EXACT);
      assertThat(ours.tpotSeconds())
          .as(id + " TPOT")
          .isCloseTo(theirs.get("time_per_output_token").asDouble(), EXACT);
      JsonNode gaps = theirs.get("inter_chunk_latency");
      assertThat(ours.gapsSeconds().size()).as(id + " gaps").isEqualTo(gaps.size());
      for (int i = 0; i < gaps.size(); i++) {
        assertThat(ours.gapsSeconds().get(i)).as(id).isCloseTo(gaps.get(i).asDouble(), EXACT);
      }
      assertThat(ours.inputTokens()).as(id).isEqualTo(theirs.get("prompt_tokens").asInt());
      assertThat(ours.outputTokens()).as(id).isEqualTo(theirs.get("completion_tokens").asInt());
      if (golden.dialect() == EvalscopeDialect.V1_14) {
        assertThat(request.streamed()).as(id).isEqualTo(theirs.get("is_stream").asBoolean());
        assertThat(request.decodeChunks())
            .as(id + " decode chunks")
            .isEqualTo(theirs.get("n_decode_chunks").asInt());
        assertThat(request.tokensPerIteration())
            .as(id)
            .isCloseTo(theirs.get("decoded_tokens_per_iter").asDouble(), EXACT);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void everyAverageIsEvalscopesBeforeItIsRounded(EvalscopeGolden golden) {
    EvalscopeFigures figures = golden.figures();
    boolean old = golden.dialect() == EvalscopeDialect.V1_1;
    Map<String, Double> ours = new TreeMap<>();
    ours.put("total_time", figures.durationSeconds());
    ours.put("qps", figures.rates().requests());
    ours.put("avg_latency", figures.latencySeconds());
    ours.put("avg_first_chunk_latency", figures.ttftSeconds());
    ours.put(old ? "avg_time_per_token" : "avg_time_per_output_token", figures.tpotSeconds());
    ours.put("avg_inter_token_latency", figures.itlSeconds());
    ours.put("avg_prompt_tokens", figures.inputTokens());
    ours.put("avg_completion_tokens", figures.outputTokens());
    ours.put(
        old ? "avg_output_token_per_seconds" : "avg_output_token_throughput",
        figures.rates().outputTokens());
    ours.put(
        old ? "avg_total_token_per_seconds" : "avg_total_token_throughput",
        figures.rates().totalTokens());
    if (!old) {
      ours.put("avg_decoded_tokens_per_iter", figures.tokensPerIteration().orElse(-1));
    }
    JsonNode theirs = golden.output().get("unrounded");
    assertThat(ours).hasSize(theirs.size());
    for (Map.Entry<String, JsonNode> figure : theirs.properties()) {
      double exact = figure.getValue().asDouble();
      assertThat(ours)
          .hasEntrySatisfying(
              figure.getKey(), value -> assertThat(value).isCloseTo(exact, withinPercentage(1e-6)));
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void weFailWhatEvalscopeTakesThoughItBroughtNothingOrNotAll(EvalscopeGolden golden) {
    Map<String, String> onlyWeFail = new TreeMap<>();
    for (RequestRecord record : golden.ourRecords()) {
      boolean theirs = golden.evalscopes(record.name()).get("success").asBoolean();
      if (theirs != record.ok()) {
        assertThat(theirs).as(record.name()).isTrue();
        onlyWeFail.put(record.name(), record.fault() == null ? "" : record.fault().kind().label());
      }
    }
    Map<String, String> expected = new TreeMap<>();
    if (golden.set().equals("set2")) {
      expected.putAll(
          Map.of(
              "zero_tokens_role_finish_only", "no-output",
              "closed_early_cleanly_no_done", "cut",
              "empty_stream", "empty",
              "done_only", "empty"));
      if (golden.dialect() == EvalscopeDialect.V1_1) {
        expected.put("inband_error_object", "error-event");
        // Here the adapter ends the stream where 1.1 stops to understand it.
        expected.put("malformed_json_event", "cut");
      } else {
        expected.put("malformed_json_event", "malformed");
      }
    }
    assertThat(onlyWeFail).isEqualTo(expected);
  }
}
