package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.options.recorded.ReportOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectsTest {

  @ParameterizedTest
  @CsvSource({
    "vllm-0.11, openai-chat, V0_11_CHAT",
    "vllm-0.11, openai, V0_11_COMPLETIONS",
    "vllm-0.32, openai-chat, V0_32_CHAT",
    "vllm-0.32, vllm, V0_32_COMPLETIONS",
    "evalscope-1.1, openai-chat, V0_32_CHAT",
  })
  void versionAndBackendChooseTheDialect(String compat, String backend, VllmDialect expected) {
    ReportOptions options =
        ReportOptions.ofRun(Map.of("compat", compat, "backend", backend), Map.of());
    assertThat(Dialects.vllm(options.compat(), options)).isEqualTo(expected);
  }
}
