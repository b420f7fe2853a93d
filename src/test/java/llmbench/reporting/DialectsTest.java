package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import llmbench.comparison.PromptMaker;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.numbers.PercentileRule;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.options.ToolVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DialectsTest {

  @ParameterizedTest
  @CsvSource({
    "VLLM_0_11, openai-chat, V0_11_CHAT",
    "VLLM_0_11, openai, V0_11_COMPLETIONS",
    "VLLM_0_32, openai-chat, V0_32_CHAT",
    "VLLM_0_32, vllm, V0_32_COMPLETIONS",
    "VLLM_0_33, openai-chat, V0_33_CHAT",
    "VLLM_0_33, openai, V0_32_COMPLETIONS",
    "EVALSCOPE_1_1, openai-chat, V0_33_CHAT",
  })
  void versionAndBackendChooseTheDialect(
      ToolVersion version, String backend, VllmDialect expected) {
    assertThat(Dialects.vllm(version, backend)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "EVALSCOPE_1_1, V1_1, EVALSCOPE_1_1",
    "EVALSCOPE_1_14, V1_14, EVALSCOPE_1_14",
    "VLLM_0_11, V1_14, VLLM_0_11",
    "VLLM_0_32, V1_14, VLLM_0_32",
    "VLLM_0_33, V1_14, VLLM_0_32",
  })
  void versionsChooseEvalscopesDialectAndWhosePromptsTheyAre(
      ToolVersion version, EvalscopeDialect dialect, PromptMaker prompts) {
    assertThat(Dialects.evalscope(version, "openai-chat")).isEqualTo(dialect);
    assertThat(Dialects.prompts(version)).isEqualTo(prompts);
  }

  @ParameterizedTest
  @EnumSource
  void everyVersionHasDefinitionsOfItsOwnTool(ToolVersion version) {
    boolean vllm = version.tool() == ToolVersion.Tool.VLLM;
    assertThat(Dialects.definition(version).percentiles() == PercentileRule.LINEAR).isEqualTo(vllm);
    assertThat(Dialects.prompts(version).name()).startsWith(version.tool().name());
  }
}
