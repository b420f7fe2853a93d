package llmbench.report.evalscope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.evalscope.EvalscopeRequest;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.testing.EvalscopeGolden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs that are unlike others: without requests, all failed, one request, one-token answers, a
 * prefix cache, numbers with an exponent. What is expected was made by the code of evalscope 1.1.1
 * and 1.14.1 itself from the same made-up records.
 */
class EvalscopeEdgesTest {

  /** One made-up run, and what a version made of it. */
  record Edge(String name, EvalscopeDialect dialect, JsonNode run, JsonNode output) {

    EvalscopeFigures figures() {
      List<EvalscopeRequest> requests = new ArrayList<>();
      run.get("records").forEach(record -> requests.add(request(record, requests.size())));
      return EvalscopeFigures.of(requests, dialect);
    }

    EvalscopeRun settings() {
      return new EvalscopeRun(run.get("concurrency").asInt(), run.get("rate").asDouble());
    }

    String expected(String part) {
      List<String> lines = new ArrayList<>();
      output.get(part).forEach(line -> lines.add(line.asText()));
      return String.join("\n", lines);
    }

    @Override
    public String toString() {
      return name + " " + dialect;
    }
  }

  static Stream<Edge> edges() {
    JsonNode runs = EvalscopeGolden.json("edges_input.json");
    JsonNode of11 = EvalscopeGolden.json("edges_output_1.1.json");
    JsonNode of114 = EvalscopeGolden.json("edges_output_1.14.json");
    return runs.properties().stream()
        .flatMap(
            run ->
                Stream.of(
                    edge(run.getKey(), EvalscopeDialect.V1_1, run.getValue(), of11),
                    edge(run.getKey(), EvalscopeDialect.V1_14, run.getValue(), of114)));
  }

  private static Edge edge(String name, EvalscopeDialect dialect, JsonNode run, JsonNode outputs) {
    return new Edge(name, dialect, run, outputs.get(name));
  }

  @ParameterizedTest
  @MethodSource("edges")
  void bothTablesAreEvalscopesEveryCharacter(Edge edge) {
    EvalscopeFigures figures = edge.figures();
    assertThat(EvalscopeText.summary(figures, edge.settings())).isEqualTo(edge.expected("summary"));
    assertThat(EvalscopeText.percentiles(figures)).isEqualTo(edge.expected("percentiles"));
  }

  @ParameterizedTest
  @MethodSource("edges")
  void bothFilesAreEvalscopesButValid(Edge edge) throws IOException {
    EvalscopeFigures figures = edge.figures();
    String summary = EvalscopeSummaryJson.of(figures, edge.settings());
    String percentiles = EvalscopePercentileJson.of(figures);
    assertThat(summary).isEqualTo(edge.expected("summary_json"));
    assertThat(percentiles).isEqualTo(edge.expected("percentile_json").replace(": NaN", ": null"));
    assertThat(new ObjectMapper().readTree(summary).isObject()).isTrue();
    assertThat(new ObjectMapper().readTree(percentiles)).hasSizeGreaterThan(9);
  }

  private static EvalscopeRequest request(JsonNode record, int index) {
    double start = record.get("start").asDouble();
    double latency = record.get("latency").asDouble();
    boolean success = record.get("success").asBoolean();
    RequestTimes times =
        new RequestTimes(
            index,
            success,
            start,
            start + latency,
            record.path("ttft").asDouble(),
            EvalscopeGolden.series(record.path("gaps")),
            success ? latency : 0,
            record.path("prompt").asInt(),
            record.path("completion").asInt(),
            false,
            0,
            null,
            "",
            success ? "" : "failed");
    JsonNode cached = record.path("cached");
    return new EvalscopeRequest(
        times,
        record.path("stream").asBoolean(true),
        record.path("chunks").asInt(),
        cached.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(cached.asInt()));
  }
}
