package llmbench.report.vllm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import llmbench.metrics.vllm.Metric;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.options.ToolVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VllmReportSettingsTest {

  @Test
  void whatIsMissingHasVllmsDefault() {
    VllmReportSettings settings = of(Map.of("model", "m"));
    assertThat(settings.compat()).isEqualTo(ToolVersion.VLLM_0_32);
    assertThat(settings.maxConcurrency()).isEmpty();
    assertThat(settings.requestRate()).isInfinite();
    assertThat(settings.burstiness()).isEqualTo(1);
    assertThat(settings.percentileMetrics()).containsExactly("ttft", "tpot", "itl");
    assertThat(settings.percentiles()).containsExactly(99.0);
    assertThat(settings.goodput().isEmpty()).isTrue();
    assertThat(settings.label()).isNull();
    assertThat(settings.backend()).isEqualTo("openai-chat");
    assertThat(settings.tokenizerId()).isEqualTo("m");
    assertThat(settings.numPrompts()).isEqualTo(1000);
    assertThat(settings.metadata()).isEmpty();
  }

  @Test
  void metadataKeepsItsOrderAndItsBlanks() {
    assertThat(of(Map.of("metadata", "z=1 'a=hello big  world' b=x=y c=")).metadata())
        .containsExactly(
            Map.entry("z", "1"),
            Map.entry("a", "hello big  world"),
            Map.entry("b", "x=y"),
            Map.entry("c", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "vllm-0.11, openai-chat, V0_11_CHAT",
    "vllm-0.11, openai, V0_11_COMPLETIONS",
    "vllm-0.32, openai-chat, V0_32_CHAT",
    "vllm-0.32, vllm, V0_32_COMPLETIONS",
    "evalscope-1.1, openai-chat, V0_32_CHAT",
  })
  void versionAndBackendChooseTheDialect(String compat, String backend, VllmDialect expected) {
    assertThat(of(Map.of("compat", compat, "backend", backend)).dialect()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // Asked for in any order, printed in vLLM's.
    "vllm-0.32, 'e2el,ttft',            5,   inf, 'ttft,e2el'",
    // vLLM doesn't trim, and knows no other name.
    "vllm-0.32, 'ttft, tpot,nonsense',  5,   inf, 'ttft'",
    // Queue times need a maximum concurrency, and those with latency a rate besides.
    "vllm-0.32, 'client_queue_time,e2el_including_client_queue', 5, inf, 'client_queue_time'",
    "vllm-0.32, 'e2el_including_client_queue,client_queue_time', 5, 9, "
        + "'client_queue_time,e2el_including_client_queue'",
    "vllm-0.32, 'client_queue_time,itl', '', 9, 'itl'",
    "vllm-0.11, 'client_queue_time,itl', 5, 9, 'itl'",
  })
  void sectionsAreThoseAskedForThatTheVersionHas(
      String compat, String asked, String users, String rate, String expected) {
    Map<String, String> options =
        Map.of(
            "compat", compat,
            "percentile-metrics", asked,
            "max-concurrency", users,
            "request-rate", rate);
    assertThat(of(options).metrics())
        .extracting(Metric::name)
        .isEqualTo(List.of(expected.split(",", -1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compat             | vllm-9     | vllm-0.32, vllm-0.11",
        "max-concurrency    | many       | a whole number",
        "request-rate       | fast       | a number",
        "request-rate       | 0          | above 0",
        "request-rate       | nan        | a number",
        "burstiness         | -1         | above 0",
        "metric-percentiles | 50,,99     | a number",
        "metric-percentiles | 101        | from 0 to 100",
        "goodput            | ttft=5     | ttft:200",
        "goodput            | ttft:quick | a number",
        "metadata           | justaword  | KEY=VALUE",
      })
  void anEditedOptionIsRefusedByNameAndValue(String name, String value, String expected) {
    assertThatThrownBy(() -> of(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(expected);
  }

  private static VllmReportSettings of(Map<String, String> options) {
    return VllmReportSettings.of(options, LocalDateTime.of(2026, 1, 2, 3, 4, 5));
  }
}
