package llmbench.report.evalscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import llmbench.options.recorded.ReportOptions;
import org.junit.jupiter.api.Test;

class EvalscopeRunTest {

  @Test
  void takesTheNamesOfEitherTool() {
    assertThat(run(Map.of("parallel", "50", "rate", "2.5"))).isEqualTo(new EvalscopeRun(50, 2.5));
    assertThat(run(Map.of("max-concurrency", "8", "request-rate", "inf")))
        .isEqualTo(new EvalscopeRun(8, -1));
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
