package llmbench.report.evalscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EvalscopeRunTest {

  @Test
  void takesTheNamesOfEitherTool() {
    assertThat(EvalscopeRun.of(Map.of("parallel", "50", "rate", "2.5")))
        .isEqualTo(new EvalscopeRun(50, 2.5));
    assertThat(EvalscopeRun.of(Map.of("max-concurrency", "8", "request-rate", "inf")))
        .isEqualTo(new EvalscopeRun(8, -1));
  }

  @Test
  void whatIsNotGivenHasNoLimit() {
    assertThat(EvalscopeRun.of(Map.of())).isEqualTo(new EvalscopeRun(-1, -1));
  }

  @Test
  void whatIsNoNumberIsNamed() {
    assertThatThrownBy(() -> EvalscopeRun.of(Map.of("parallel", "many")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("concurrency")
        .hasMessageContaining("many");
    assertThatThrownBy(() -> EvalscopeRun.of(Map.of("rate", "NaN")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("request rate");
  }
}
