package llmbench.report.evalscope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.evalscope.EvalscopeRequest;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.testing.EvalscopeGolden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables and files of each level of 1.14's recorded sweeps, made of the tool's own requests:
 * with figures of a handoff where they were asked for.
 */
class LevelTablesTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/evalscope/sweeps_1.14.json");

  /**
   * A level of a sweep.
   *
   * @param requests in the order in which they ended
   * @param tables both, with their headings
   * @param files by name; missing where they weren't kept
   */
  private record Level(
      String name,
      boolean handoff,
      EvalscopeRun run,
      List<EvalscopeRequest> requests,
      List<String> tables,
      JsonNode files) {

    EvalscopeFigures figures() {
      return EvalscopeFigures.of(requests, EvalscopeDialect.V1_14, handoff);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Level> levels() throws IOException {
    List<Level> all = new ArrayList<>();
    for (JsonNode golden : JSON.readTree(GOLDEN.toFile()).get("cases")) {
      int from = 0;
      for (int level = 0; level < golden.path("levels").size(); level++) {
        JsonNode args = golden.get("args");
        int number = at(args.get("number"), level).asInt();
        int warmUps = (int) (args.path("warmup_num").asDouble() * number);
        from += warmUps;
        all.add(level(golden, level, golden.get("records"), from, from + number));
        from += number;
      }
    }
    return all.stream();
  }

  private static Level level(JsonNode golden, int level, JsonNode records, int from, int to) {
    JsonNode args = golden.get("args");
    List<EvalscopeRequest> requests = new ArrayList<>();
    for (int i = from; i < to; i++) {
      requests.add(request(records.get(i), i));
    }
    requests.sort(Comparator.comparing(request -> request.times().endSeconds()));
    boolean open = args.path("open_loop").asBoolean();
    String name = golden.get("levels").get(level).asText();
    return new Level(
        golden.get("name").asText() + ", " + name,
        args.path("enable_pd_metrics").asBoolean(),
        new EvalscopeRun(
            open ? -1 : at(args.get("parallel"), level).asInt(),
            args.has("rate") ? at(args.get("rate"), level).asDouble() : -1),
        requests,
        tables(golden).subList(2 * level, 2 * level + 2),
        golden.path("json").path(name));
  }

  /** An option's value for a level: of a list, or the same for all. */
  private static JsonNode at(JsonNode value, int level) {
    return value.isArray() ? value.get(level) : value;
  }

  private static List<String> tables(JsonNode golden) {
    List<String> tables = new ArrayList<>();
    for (JsonNode table : golden.get("log_tables")) {
      if (!table.asText().contains("Workload throughput")) {
        tables.add(table.asText());
      }
    }
    return tables;
  }

  private static EvalscopeRequest request(JsonNode record, int index) {
    boolean success = !record.path("fail").asBoolean();
    JsonNode gaps = record.path("gaps");
    double start = record.get("start").asDouble();
    double end = record.get("end").asDouble();
    boolean streamed = record.path("stream").asBoolean(true);
    // An answer that came whole is its own first token, to the last bit.
    double seconds = streamed ? end - start : record.get("ttft").asDouble();
    RequestTimes times =
        new RequestTimes(
            index,
            success,
            start,
            end,
            record.get("ttft").asDouble(),
            EvalscopeGolden.series(gaps),
            success ? seconds : 0,
            success ? record.get("pt").asInt() : 0,
            success ? record.get("ct").asInt() : 0,
            false,
            0,
            null,
            "",
            success ? "" : "failed");
    return new EvalscopeRequest(
        times,
        streamed,
        record.path("chunks").asInt(gaps.size() + 1),
        record.has("cached") ? OptionalInt.of(record.get("cached").asInt()) : OptionalInt.empty());
  }

  @ParameterizedTest
  @MethodSource("levels")
  void theTablesAreTheToolsInEveryCharacter(Level level) {
    EvalscopeFigures figures = level.figures();
    assertThat("\nBenchmarking summary:\n" + EvalscopeText.summary(figures, level.run()))
        .isEqualTo(level.tables().get(0));
    assertThat("\nPercentile results:\n" + EvalscopeText.percentiles(figures))
        .isEqualTo(level.tables().get(1));
  }

  @ParameterizedTest
  @MethodSource("levels")
  void theFilesHaveTheToolsKeysInOrderAndItsValues(Level level) throws IOException {
    if (level.files().isMissingNode()) {
      return;
    }
    EvalscopeFigures figures = level.figures();
    assertThat(JSON.readTree(EvalscopeSummaryJson.of(figures, level.run())).toString())
        .isEqualTo(file(level, "benchmark_summary.json"));
    assertThat(JSON.readTree(EvalscopePercentileJson.of(figures)).toString())
        .isEqualTo(file(level, "benchmark_percentile.json"));
  }

  /** Kept as it is or as a text. Where the tool writes NaN, which is no JSON, we write null. */
  private static String file(Level level, String name) throws IOException {
    JsonNode file = level.files().get(name);
    JsonNode json = file.isTextual() ? JSON.readTree(file.asText()) : file;
    return json.toString().replace("\"NaN\"", "null");
  }

  @Test
  void whatIsNotAskedForIsNotShownAndNeitherIsWhatNoAnswerHas() throws IOException {
    Level asked = levels().filter(Level::handoff).findFirst().orElseThrow();
    List<EvalscopeRequest> some = asked.requests();
    assertThat(EvalscopeText.of(EvalscopeFigures.of(some, EvalscopeDialect.V1_14), asked.run()))
        .doesNotContain("Steady")
        .doesNotContain("Handoff");
    List<EvalscopeRequest> oneGap =
        some.stream().filter(request -> request.times().gapsSeconds().size() == 1).toList();
    EvalscopeFigures figures = EvalscopeFigures.of(oneGap, EvalscopeDialect.V1_14, true);
    assertThat(EvalscopeText.of(figures, asked.run()))
        .contains("Avg PD Handoff Latency (ms)")
        .contains("│ PD Handoff Latency (ms) ")
        .doesNotContain("Steady ITL")
        .doesNotContain("Overhead");
  }
}
