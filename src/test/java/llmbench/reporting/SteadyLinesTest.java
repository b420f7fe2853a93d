package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SteadyLinesTest {

  /** 24 requests, 8 at once: the first wave and the drain are most of it. */
  private static final ReportParts PARTS =
      ReportParts.of(
          ReportInput.read(
              List.of(Path.of("src/test/resources/golden/compare/run")),
              Map.of(),
              new RunTokenizer()),
          true);

  @Test
  void eachDefinitionStandsBelowTheWhole() {
    assertThat(SteadyLines.of(PARTS.input().figures(), PARTS.steady()))
        .hasSize(6)
        .anyMatch(line -> line.startsWith("all of it                              100 %    738.56"))
        .anyMatch(line -> line.startsWith("95 % in flight (vllm-bench)"))
        .anyMatch(line -> line.startsWith("last 30 s (evalscope)                  100 %    738."));
  }

  @Test
  void whatIsAsTheWholeIsNoNews() {
    assertThat(SteadyLines.of(PARTS.input().figures(), List.of())).isEmpty();
  }
}
