package llmbench.report.evalscope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.evalscope.EvalscopeRequest;
import llmbench.metrics.testing.SweepGolden;
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
    return SweepGolden.all("sweeps_1.14.json").flatMap(LevelTablesTest::levels);
  }

  private static Stream<Level> levels(SweepGolden golden) {
    List<Level> all = new ArrayList<>();
    for (SweepGolden.Level level : golden.levels()) {
      int place = all.size();
      String name = golden.json().get("levels").get(place).asText();
      all.add(
          new Level(
              golden + ", " + name,
              golden.isOfHandoffs(),
              new EvalscopeRun(level.concurrency(), level.rate()),
              level.requests(),
              tables(golden.json()).subList(2 * place, 2 * place + 2),
              golden.json().path("json").path(name)));
    }
    return all.stream();
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
