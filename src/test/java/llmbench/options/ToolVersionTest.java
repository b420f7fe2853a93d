package llmbench.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import llmbench.options.ToolVersion.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ToolVersionTest {

  @Test
  void theLabelsAreTheWordsThatUsersWrite() {
    assertThat(ToolVersion.labels())
        .contains("vllm-0.32, vllm-0.11, evalscope-1.14, evalscope-1.1")
        .isEqualTo(Tool.VLLM.labels() + ", " + Tool.EVALSCOPE.labels());
    assertThat(ToolVersion.VLLM_0_11.labelsSince()).endsWith("vllm-0.32, vllm-0.11");
    assertThat(ToolVersion.VLLM_0_32.labelsSince())
        .endsWith("vllm-0.32")
        .doesNotContain("vllm-0.11");
    assertThat(ToolVersion.VLLM_0_32.labelsBefore()).isEqualTo("vllm-0.11");
  }

  @Test
  void aVersionIsFoundByItsLabel() {
    assertThat(ToolVersion.labelled("evalscope-1.1")).contains(ToolVersion.EVALSCOPE_1_1);
    assertThat(ToolVersion.labelled("vllm")).isEmpty();
  }

  @Test
  void versionsAreOrderedByTheirNumbersAndNotAsTexts() {
    assertThat(ToolVersion.EVALSCOPE_1_14.atLeast(ToolVersion.EVALSCOPE_1_1)).isTrue();
    assertThat(ToolVersion.EVALSCOPE_1_1.atLeast(ToolVersion.EVALSCOPE_1_14)).isFalse();
    assertThat(ToolVersion.VLLM_0_11.atLeast(ToolVersion.VLLM_0_11)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Tool.class)
  void aToolsVersionsStandTogetherWithTheNewestFirst(Tool tool) {
    List<ToolVersion> versions = tool.versions();
    assertThat(List.of(ToolVersion.values())).containsSequence(versions);
    for (int i = 1; i < versions.size(); i++) {
      assertThat(versions.get(i).atLeast(versions.get(i - 1))).isFalse();
    }
    assertThat(versions).filteredOn(ToolVersion::isNewest).containsExactly(tool.newest());
  }

  @Test
  void versionsOfTwoToolsAreNotCompared() {
    assertThatThrownBy(() -> ToolVersion.EVALSCOPE_1_14.atLeast(ToolVersion.VLLM_0_32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("evalscope-1.14 is neither older nor newer than vllm-0.32: two tools");
  }

  @Test
  void aVersionOfTheOtherToolStandsForTheNewestOfThisOne() {
    assertThat(ToolVersion.VLLM_0_11.orNewestOf(Tool.VLLM)).isEqualTo(ToolVersion.VLLM_0_11);
    assertThat(ToolVersion.EVALSCOPE_1_1.orNewestOf(Tool.VLLM)).isEqualTo(Tool.VLLM.newest());
  }
}
