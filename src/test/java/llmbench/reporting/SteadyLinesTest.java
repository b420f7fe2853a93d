package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.metrics.windows.Windows;
import org.junit.jupiter.api.Test;

class SteadyLinesTest {

  private static final ReportParts PARTS =
      ReportParts.of(
          ReportInput.read(
              List.of(Path.of("src/test/resources/golden/compare/run")),
              Map.of(),
              new RunTokenizer()),
          true);

  @Test
  void eachDefinitionStandsBelowTheWhole() {
    assertThat(lines(PARTS.windows(), 4))
        .hasSize(7)
        .anyMatch(line -> line.startsWith("all of it                              100 %    738.56"))
        .anyMatch(line -> line.startsWith("95 % in flight (vllm-bench)"))
        .anyMatch(line -> line.startsWith("last 30 s (evalscope)                  100 %    738."))
        .anyMatch(
            line ->
                line.startsWith(
                    "First wave: 8 requests, mean TTFT 87.61 ms; then 32.54 ms; drain"));
  }

  @Test
  void whatIsAsTheWholeIsNoNews() {
    assertThat(lines(Windows.NONE, 4)).isEmpty();
  }

  /** 24 requests, 8 at once. */
  @Test
  void ofThreeWavesThereIsNoSteadyPart() {
    assertThat(lines(PARTS.windows(), 8)).isEmpty();
  }

  private static List<String> lines(Windows parts, int peak) {
    return SteadyLines.of(PARTS.input().figures(), parts, peak);
  }
}
