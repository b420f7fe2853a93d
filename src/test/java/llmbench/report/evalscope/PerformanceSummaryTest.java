package llmbench.report.evalscope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.evalscope.WorkloadThroughput;
import llmbench.metrics.testing.SweepGolden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The report of all levels, whole, against what evalscope 1.14 has printed. */
class PerformanceSummaryTest {

  static Stream<SweepGolden> sweeps() throws IOException {
    return Stream.concat(
        SweepGolden.all("sweeps_1.14.json"), SweepGolden.all("embedding_tables_1.14.json"));
  }

  @ParameterizedTest
  @MethodSource("sweeps")
  void itIsTheToolsInEveryCharacter(SweepGolden golden) {
    assertThat(PerformanceSummary.of(run(golden), sheets(golden)))
        .hasValue(golden.json().get("performance_summary_txt").asText());
  }

  private static ReportedRun run(SweepGolden golden) {
    return new ReportedRun(
        "M",
        Optional.ofNullable(golden.args().path("alias").textValue()),
        golden.args().path("dataset").asText("openqa"),
        golden.args().path("api").asText("openai"),
        "127.0.0.1:8877",
        "/out/o/M",
        golden.pools());
  }

  /** What is kept of each level. */
  static List<LevelSheet> sheets(SweepGolden golden) {
    return golden.levels().stream()
        .map(
            level ->
                LevelSheet.of(
                    EvalscopeFigures.of(level.requests(), golden.dialect(), golden.isOfHandoffs()),
                    new EvalscopeRun(level.concurrency(), level.rate()),
                    WorkloadThroughput.of(level.requests())))
        .toList();
  }

  static Stream<JsonNode> wrapped() throws IOException {
    JsonNode golden =
        new ObjectMapper()
            .readTree(
                Path.of("src/test/resources/golden/evalscope/summary_wrap_1.14.json").toFile());
    return StreamSupport.stream(golden.get("cases").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("wrapped")
  void longNamesAreWrappedOrCutAsByTheTool(JsonNode golden) throws IOException {
    String model = golden.at("/args/model").asText();
    String name = model.substring(model.lastIndexOf('/') + 1);
    ReportedRun run =
        new ReportedRun(
            name,
            Optional.ofNullable(golden.at("/args/alias").textValue()),
            "openqa",
            "openai",
            "127.0.0.1:8877",
            golden.get("outputs_dir").asText() + "/" + name,
            false);
    List<LevelSheet> levels = sheets(SweepGolden.all("sweeps_1.14.json").findFirst().orElseThrow());
    String box = PerformanceSummary.of(run, levels).orElseThrow();
    assertThat(withoutSums(box)).isEqualTo(withoutSums(golden.get("stdout").asText()));
  }

  /** The box's lines but those that say what was measured. */
  private static String withoutSums(String text) {
    return text.substring(0, text.indexOf("└"))
        .lines()
        .filter(line -> !line.matches("│ (Total|Avg) .*"))
        .reduce("", (one, other) -> one + "\n" + other);
  }

  @Test
  void manyTokensAreGroupedByThousands() throws IOException {
    SweepGolden golden = SweepGolden.all("sweeps_1.14.json").findFirst().orElseThrow();
    LevelSheet level = sheets(golden).get(0);
    List<LevelSheet> many = Stream.generate(() -> level).limit(1000).toList();
    assertThat(PerformanceSummary.of(run(golden), many).orElseThrow())
        .contains("│ Total Generated       │ 20,000.0 tokens ");
  }

  @Test
  void embeddingsWithoutASuccessHaveNoReport() throws IOException {
    SweepGolden golden = SweepGolden.all("embedding_tables_1.14.json").findFirst().orElseThrow();
    assertThat(PerformanceSummary.of(run(golden), List.of())).isEmpty();
  }
}
