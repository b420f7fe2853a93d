package llmbench.report.evalscope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import llmbench.metrics.testing.SweepGolden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SweepAdviceTest {

  static Stream<SweepGolden> pages() throws IOException {
    return SweepGolden.all("html_report_1.14.json");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void itIsWhatTheToolsPageSays(SweepGolden golden) {
    List<LevelSheet> sheets = PerformanceSummaryTest.sheets(golden);
    List<SweepAdvice.Level> levels = new ArrayList<>();
    for (int i = 0; i < sheets.size(); i++) {
      levels.add(new SweepAdvice.Level(golden.levels().get(i).number(), sheets.get(i)));
    }
    Collections.shuffle(levels, new Random(1));
    SweepAdvice advice = SweepAdvice.of(levels);
    Map<String, String> best = new LinkedHashMap<>();
    golden
        .json()
        .get("best_config")
        .properties()
        .forEach(each -> best.put(each.getKey(), each.getValue().asText()));
    assertThat(advice.best()).isEqualTo(best);
    assertThat(advice.recommendations())
        .isEqualTo(
            golden.json().get("recommendations").valueStream().map(JsonNode::asText).toList());
  }

  @Test
  void theBestMayLieBetween() {
    SweepAdvice advice = SweepAdvice.of(List.of(level(1, 5, 1), level(4, 9, 1), level(8, 7, 3)));
    assertThat(advice.recommendations())
        .containsExactly("Optimal configuration appears to be around Parallel 4 / Number 10.");
  }

  @Test
  void ofEqualsTheLeastLoadIsBestAndWhatWasNotMeasuredIsNever() {
    SweepAdvice advice = SweepAdvice.of(List.of(level(4, 5, 2), level(2, 5, 2), level(1, 0, -1)));
    assertThat(advice.best())
        .containsEntry("Highest RPS", "Parallel 2 / Number 10 (5 req/s)")
        .containsEntry("Lowest Latency", "Parallel 2 / Number 10 (2 s)");
  }

  private static SweepAdvice.Level level(double parallel, double rps, double latency) {
    Map<String, Double> summary =
        Map.of(
            Row114.CONCURRENCY.label(), parallel,
            Row114.REQUESTS.label(), rps,
            Row114.LATENCY.label(), latency,
            Row114.TOTAL.label(), 10.0,
            Row114.SUCCEEDED.label(), 10.0);
    return new SweepAdvice.Level(
        10, new LevelSheet(summary, List.of(), Map.of(), Optional.empty(), Optional.empty()));
  }
}
