package llmbench.report.evalscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.testing.EvalscopeGolden;
import llmbench.options.recorded.ReportOptions;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvalscopeRunTest {

  @Test
  void takesTheNamesOfEitherTool() {
    assertThat(run(Map.of("parallel", "50", "rate", "2.5"))).isEqualTo(new EvalscopeRun(50, 2.5));
    assertThat(run(Map.of("max-concurrency", "8", "request-rate", "inf")))
        .isEqualTo(new EvalscopeRun(8, -1));
  }

  /**
   * What evalscope 1.14 printed and wrote of an open loop at 2 requests a second and of a closed
   * one at 7.5, of one in flight; whatever it measured.
   */
  @ParameterizedTest
  @CsvSource({
    "--open-loop --rate 2 --parallel 3, -1, 2, 2.0",
    "--rate 7.5, 1, 7.5, 7.5",
    "--parallel 50, 50, -1, -1.0",
  })
  void aRateAndAnOpenLoopAreShownAsTheyWereAskedFor(
      String options, String concurrency, String rate, String json) {
    EvalscopeRun run =
        run(Reading.bench("evalscope perf --model m --prompt p " + options).effective());
    EvalscopeFigures figures =
        EvalscopeGolden.all().stream()
            .filter(golden -> golden.version().equals("1.14"))
            .findFirst()
            .orElseThrow()
            .figures();
    assertThat(EvalscopeText.summary(figures, run))
        .containsPattern("│ Concurrency +│ +" + concurrency + " │")
        .containsPattern("│ Request Rate \\(req/s\\) +│ +" + rate + " │");
    assertThat(EvalscopeSummaryJson.of(figures, run))
        .contains(
            "    \"Concurrency\": "
                + concurrency
                + ",\n    \"Request Rate (req/s)\": "
                + json
                + ",\n");
  }

  @Test
  void whatIsNotGivenHasNoLimit() {
    assertThat(run(Map.of())).isEqualTo(new EvalscopeRun(-1, -1));
  }

  @Test
  void whatIsNoNumberIsNamed() {
    assertThatThrownBy(() -> run(Map.of("parallel", "many")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("concurrency")
        .hasMessageContaining("many");
    assertThatThrownBy(() -> run(Map.of("rate", "NaN")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("request rate");
  }

  private static EvalscopeRun run(Map<String, String> options) {
    return EvalscopeRun.of(ReportOptions.ofRun(options, Map.of()).load());
  }
}
