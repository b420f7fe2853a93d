package llmbench.report.evalscope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.evalscope.EvalscopeRequest;
import llmbench.metrics.request.TokenCounters;
import llmbench.timeline.Departure;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Usage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables and files of embeddings and rankings, level by level, against the tool's own. */
class EmbeddingTablesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/evalscope/embedding_tables_1.14.json");

  static Stream<Arguments> levels() throws IOException {
    List<Arguments> all = new ArrayList<>();
    for (JsonNode golden : JSON.readTree(GOLDEN.toFile()).get("cases")) {
      int from = 0;
      for (int level = 0; level < golden.get("levels").size(); level++) {
        JsonNode args = golden.get("args");
        int number = args.get("number").get(level).asInt();
        int to = from + number;
        boolean open = args.path("open_loop").asBoolean();
        EvalscopeRun run =
            new EvalscopeRun(
                open ? -1 : args.get("parallel").get(level).asInt(),
                open ? args.get("rate").get(level).asDouble() : -1);
        List<JsonNode> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
          records.add(golden.get("records").get(i));
        }
        String name = golden.get("levels").get(level).asText();
        JsonNode files = golden.at("/json/" + name);
        all.add(Arguments.of(name, records, run, tables(golden, level), files));
        from = to;
      }
    }
    return all.stream();
  }

  /** Both tables of a level, without what is above and below them. */
  private static List<String> tables(JsonNode golden, int level) {
    List<String> tables = new ArrayList<>();
    golden
        .get("log_tables")
        .forEach(
            table -> {
              if (!table.asText().contains("Workload throughput")) {
                tables.add(table.asText());
              }
            });
    return tables.subList(2 * level, 2 * level + 2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("levels")
  void theTablesAreTheToolsInEveryCharacter(
      String name, List<JsonNode> records, EvalscopeRun run, List<String> tables, JsonNode files) {
    EvalscopeFigures figures = figures(records);
    assertThat("\nBenchmarking summary:\n" + EvalscopeText.summary(figures, run))
        .isEqualTo(tables.get(0));
    assertThat("\nPercentile results:\n" + EvalscopeText.percentiles(figures))
        .isEqualTo(tables.get(1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("levels")
  void theFilesHaveTheToolsKeysInOrderAndItsValues(
      String name, List<JsonNode> records, EvalscopeRun run, List<String> tables, JsonNode files)
      throws IOException {
    EvalscopeFigures figures = figures(records);
    assertThat(JSON.readTree(EvalscopeSummaryJson.of(figures, run)).toString())
        .isEqualTo(files.get("benchmark_summary.json").toString());
    assertThat(JSON.readTree(EvalscopePercentileJson.of(figures)).toString())
        .isEqualTo(files.get("benchmark_percentile.json").toString());
  }

  private static EvalscopeFigures figures(List<JsonNode> records) {
    List<RequestRecord> all = new ArrayList<>();
    for (JsonNode record : records) {
      all.add(record(record, all.size()));
    }
    all.sort(Comparator.comparing(RequestRecord::endNanos));
    return EvalscopeFigures.of(
        EvalscopeRequest.of(
            all, EvalscopeDialect.V1_14_POOLING, TokenCounters.withDatasetPrompts(text -> 0)),
        EvalscopeDialect.V1_14_POOLING);
  }

  private static RequestRecord record(JsonNode golden, int index) {
    boolean failed = golden.path("fail").asBoolean();
    return new RequestRecord(
        index,
        "embeddings",
        "",
        1,
        0,
        Math.round(golden.get("start").asDouble() * 1e9),
        Math.round(golden.get("end").asDouble() * 1e9),
        Departure.AT_ONCE,
        failed ? 500 : 200,
        0,
        true,
        Messages.NONE,
        new Usage(golden.get("pt").asInt(), 0, null),
        null,
        null,
        "",
        "",
        failed ? new Fault(FaultKind.HTTP_STATUS, "status 500", "") : null);
  }
}
