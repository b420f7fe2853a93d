package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.RequestTimes;
import llmbench.options.recorded.ReportOptions;
import llmbench.report.vllm.ResultFile;
import llmbench.report.vllm.VllmReportSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultPlotsTest {

  private static final RequestTimes REQUEST =
      new RequestTimes(
          0, true, 5, 6, 0.25, Series.of(0.02, 0.06), 0.33, 7, 3, false, 0, null, "", "");

  @TempDir Path folder;

  private Map<String, Path> drawn(String name, List<RequestTimes> requests) throws IOException {
    Map<String, String> recorded = Map.of("plot-timeline", "true", "plot-dataset-stats", "true");
    ReportOptions options = ReportOptions.ofRun(recorded, Map.of());
    VllmReportSettings settings =
        VllmReportSettings.of(options, LocalDateTime.of(2026, 1, 2, 3, 4, 5));
    ResultFile result = ResultFile.of(Optional.of(folder), Optional.of(name), settings);
    return new ResultPlots(options.result().plots(), requests).beside(result);
  }

  @Test
  void plotsLieBesideTheResultUnderTheToolsNames() throws IOException {
    Map<String, Path> drawn = drawn("a.b.json", List.of(REQUEST));
    assertThat(drawn)
        .containsExactly(
            Map.entry("Timeline plot saved to", folder.resolve("a.b.timeline.html")),
            Map.entry("Dataset statistics plot saved to", folder.resolve("a.b.dataset_stats.png")));
    assertThat(Files.readString(folder.resolve("a.b.timeline.html")))
        .contains(
            "[0.000000,0.330000,7,3,0,0.250000,1,0.270000,3,0.330000]",
            "\"labels\":[\"TTFT\",\"ITL < 25ms\",\"25ms ≤ ITL < 50ms\",\"ITL ≥ 50ms\"]");
    assertThat(folder.resolve("a.b.dataset_stats.png")).isNotEmptyFile();
  }

  @Test
  void aNameWithoutAnEndingGetsOneAndNoRequestDrawsNothing() throws IOException {
    assertThat(drawn("result", List.of(REQUEST)).values())
        .contains(folder.resolve("result.timeline.html"));
    assertThat(drawn("none.json", List.of())).isEmpty();
    assertThat(folder.resolve("none.timeline.html")).doesNotExist();
  }
}
