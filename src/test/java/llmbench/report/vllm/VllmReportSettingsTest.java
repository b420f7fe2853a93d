package llmbench.report.vllm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import llmbench.metrics.vllm.Metric;
import llmbench.options.recorded.ReportOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VllmReportSettingsTest {

  @Test
  void whatIsMissingHasVllmsDefault() {
    VllmReportSettings settings = of(Map.of("model", "m"));
    assertThat(settings.backend()).isEqualTo("openai-chat");
    assertThat(settings.tokenizerId()).isEqualTo("m");
    assertThat(settings.numPrompts()).isEqualTo(1000);
    assertThat(settings.label()).isNull();
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

  private static VllmReportSettings of(Map<String, String> options) {
    return VllmReportSettings.of(
        ReportOptions.ofRun(options, Map.of()), LocalDateTime.of(2026, 1, 2, 3, 4, 5));
  }
}
