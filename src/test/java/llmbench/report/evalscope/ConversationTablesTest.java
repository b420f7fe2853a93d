package llmbench.report.evalscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.evalscope.EvalscopeRequest;
import llmbench.metrics.evalscope.WorkloadThroughput;
import llmbench.metrics.request.TokenCounters;
import llmbench.metrics.testing.ConversationGolden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables and files of evalscope 1.14's conversations, made of the tool's own requests. */
class ConversationTablesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final EvalscopeDialect DIALECT = EvalscopeDialect.V1_14;

  /** Its clock and ours differ by less. */
  private static final double NOISE = 1e-9;

  static Stream<ConversationGolden> runs() throws IOException {
    return ConversationGolden.all();
  }

  static Stream<ConversationGolden> printed() throws IOException {
    return runs().filter(run -> run.json().has("log_tables"));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theSummaryHasTheToolsKeysInOrderAndItsValues(ConversationGolden golden) throws IOException {
    for (List<EvalscopeRequest> requests : List.of(golden.requests(), recorded(golden))) {
      EvalscopeFigures figures = EvalscopeFigures.of(requests, DIALECT);
      assertThat(JSON.readTree(EvalscopeSummaryJson.of(figures, run(golden))).toString())
          .isEqualTo(golden.json().get("summary").toString());
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theFileOfTracesIsTheToolsToTheLastDigit(ConversationGolden golden) throws IOException {
    assertThat(JSON.readTree(traces(golden.requests())).toString())
        .isEqualTo(golden.json().get("trace_summary").toString());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theFileOfTracesIsTheToolsFromOurOwnTimes(ConversationGolden golden) throws IOException {
    same(JSON.readTree(traces(recorded(golden))), golden.json().get("trace_summary"));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void tokensASecondAreTheTools(ConversationGolden golden) {
    JsonNode expected = golden.json().get("workload_throughput");
    WorkloadThroughput throughput = WorkloadThroughput.of(golden.requests()).orElseThrow();
    assertThat(throughput.samples()).isEqualTo(expected.get("n_samples").asInt());
    assertThat(RoundedNumber.rounded(throughput.wallSeconds(), 4).asDouble())
        .isEqualTo(expected.get("wall_time_s").asDouble());
    same(JSON.valueToTree(numbers(throughput.overall())), column(expected, "overall"));
    same(JSON.valueToTree(numbers(throughput.last())), column(expected, "last_window"));
    same(JSON.valueToTree(numbers(throughput.steady())), column(expected, "steady_state"));
  }

  @ParameterizedTest
  @MethodSource("printed")
  void theTablesOfItsLogAreTheToolsInEveryCharacter(ConversationGolden golden) {
    List<String> tables = new ArrayList<>();
    golden.json().get("log_tables").forEach(table -> tables.add(table.asText() + "\n"));
    for (List<EvalscopeRequest> requests : List.of(golden.requests(), recorded(golden))) {
      EvalscopeFigures figures = EvalscopeFigures.of(requests, DIALECT);
      assertThat("\n" + EvalscopeText.of(figures, run(golden), WorkloadThroughput.of(requests)))
          .isEqualTo(String.join("", tables));
    }
  }

  @ParameterizedTest
  @MethodSource("printed")
  void theReportIsTheToolsInEveryCharacter(ConversationGolden golden) {
    List<EvalscopeRequest> requests = golden.requests();
    LevelSheet level =
        LevelSheet.of(
            EvalscopeFigures.of(requests, DIALECT), run(golden), WorkloadThroughput.of(requests));
    ReportedRun about =
        new ReportedRun(
            "M",
            Optional.empty(),
            golden.args().get("dataset").asText(),
            "openai",
            "127.0.0.1:8877",
            "/out/o/M",
            false);
    assertThat(PerformanceSummary.of(about, List.of(level)))
        .hasValue(golden.json().get("performance_summary_txt").asText());
  }

  private static String traces(List<EvalscopeRequest> requests) {
    return TraceSummary.json(EvalscopeFigures.of(requests, DIALECT).turns().orElseThrow().traces());
  }

  private static List<EvalscopeRequest> recorded(ConversationGolden golden) {
    return EvalscopeRequest.of(
        golden.records(), DIALECT, TokenCounters.withDatasetPrompts(text -> 0));
  }

  private static EvalscopeRun run(ConversationGolden golden) {
    return new EvalscopeRun(
        golden.args().get("parallel").asInt(), golden.args().path("rate").asDouble(-1));
  }

  private static List<Double> numbers(WorkloadThroughput.Rates rates) {
    return List.of(
        rates.totalPrompt(), rates.newPrompt(), rates.cachedPrompt(), rates.completion());
  }

  private static JsonNode column(JsonNode throughput, String name) {
    List<Double> values = new ArrayList<>();
    throughput.get("rows").forEach(row -> values.add(row.get(name).asDouble()));
    return JSON.valueToTree(values);
  }

  /** All numbers but for noise, and all else. */
  private static void same(JsonNode ours, JsonNode theirs) {
    if (theirs.isNumber()) {
      assertThat(ours.asDouble())
          .isCloseTo(theirs.asDouble(), within(NOISE * (1 + theirs.asDouble())));
      return;
    }
    assertThat(ours.size()).isEqualTo(theirs.size());
    if (!theirs.isContainerNode()) {
      assertThat(ours).isEqualTo(theirs);
    }
    if (theirs.isObject()) {
      theirs.properties().forEach(entry -> same(ours.path(entry.getKey()), entry.getValue()));
    }
    for (int i = 0; theirs.isArray() && i < theirs.size(); i++) {
      same(ours.get(i), theirs.get(i));
    }
  }
}
