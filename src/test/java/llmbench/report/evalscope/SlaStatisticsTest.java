package llmbench.report.evalscope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.testing.EvalscopeGolden;
import llmbench.metrics.testing.SweepGolden;
import org.junit.jupiter.api.Test;

class SlaStatisticsTest {

  /** Expected: the tool's own files of that run. */
  @Test
  void theyAreTheFiguresOfTheToolsFiles() throws IOException {
    SweepGolden golden = SweepGolden.all("sweeps_1.14.json").findFirst().orElseThrow();
    JsonNode p99 = golden.json().at("/json/parallel_1_number_4");
    Map<String, Double> statistics = SlaStatistics.of(PerformanceSummaryTest.sheets(golden).get(0));
    assertThat(p99.get("benchmark_summary.json").asText())
        .contains("\"Avg Latency (s)\": " + statistics.get("avg_latency"))
        .contains("\"Avg TTFT (ms)\": " + statistics.get("avg_ttft"))
        .contains("\"Avg TPOT (ms)\": " + statistics.get("avg_tpot"))
        .contains("\"Req Throughput (req/s)\": " + statistics.get("rps"))
        .contains("\"Output Throughput (tok/s)\": " + statistics.get("tps"));
    String file = p99.get("benchmark_percentile.json").asText();
    assertThat(row(file, "99%"))
        .contains("\"Latency (s)\": " + statistics.get("p99_latency") + ",")
        .contains("\"TTFT (ms)\": " + statistics.get("p99_ttft") + ",")
        .contains("\"TPOT (ms)\": " + statistics.get("p99_tpot") + ",");
    assertThat(row(file, "90%"))
        .contains("\"TTFT (ms)\": " + statistics.get("p90_ttft") + ",")
        .contains("\"TPOT (ms)\": " + statistics.get("p90_tpot") + ",");
    assertThat(row(file, "50%"))
        .contains("\"TTFT (ms)\": " + statistics.get("p50_ttft") + ",")
        .contains("\"TPOT (ms)\": " + statistics.get("p50_tpot") + ",");
  }

  private static String row(String file, String percent) {
    int start = file.indexOf("\"" + percent + "\"");
    return file.substring(start, file.indexOf("}", start));
  }

  @Test
  void whereNothingSucceededNoPercentileIsAFigure() throws IOException {
    SweepGolden golden =
        SweepGolden.all("sweeps_1.14.json")
            .filter(each -> each.toString().equals("all failed"))
            .findFirst()
            .orElseThrow();
    assertThat(SlaStatistics.of(PerformanceSummaryTest.sheets(golden).get(0)))
        .containsOnlyKeys("avg_latency", "avg_ttft", "avg_tpot", "rps", "tps")
        .containsEntry("avg_ttft", -1000.0);
  }

  @Test
  void theDefinitionsBefore114HaveNone() {
    assertThat(
            EvalscopeGolden.all().stream()
                .filter(golden -> golden.dialect() == EvalscopeDialect.V1_1)
                .map(golden -> SlaStatistics.of(golden.figures())))
        .isNotEmpty()
        .containsOnly(Map.of());
  }
}
