package llmbench.options.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnSimulationSettingsTest {

  private static final String TAKEN =
      "a simulation of your own takes -Dllm.slo, -Dllm.baseline and -Dllm.gatling-progress";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "llm.sol | unknown option; did you mean -Dllm.slo?",
        "llm.SLO | unknown option; did you mean -Dllm.slo?",
        "llm.gatling-progres | unknown option; did you mean -Dllm.gatling-progress?",
        "llm.max-concurrency | only the benchmark (BenchmarkSimulation) takes it; " + TAKEN,
        "llm.num_prompts | only the benchmark (BenchmarkSimulation) takes it; " + TAKEN,
        "llm.server | only the benchmark (BenchmarkSimulation) takes it; " + TAKEN,
        "llm.customers | unknown option; " + TAKEN + ". Call a property of your own otherwise",
      })
  void aSettingThatDoesNotCountIsSaidWithWhatItIs(String name, String problem) {
    assertThat(problems(name, "5")).isEqualTo("[-D" + name + ": " + problem + "]");
  }

  @Test
  void aLimitThatCannotBeReadIsSaidBeforeTheRun() {
    assertThat(problems("llm.slo", "p99_tft<=1ms")).contains("-Dllm.slo=p99_tft<=1ms: expected");
  }

  @Test
  void aLimitFromABaselineNeedsOne() {
    assertThat(problems("llm.slo", "p99_ttft<=baseline+5%")).contains("expected -Dllm.baseline=");
  }

  @Test
  void whatCountsAndWhatIsTheSimulationsOwnIsLeftAlone() {
    assertThatCode(
            () ->
                OwnSimulationSettings.check(
                    sources(
                        Map.of(
                            "llm.slo", "p99_ttft<=1ms, error_rate<=1%",
                            "llm.gatling-progress", "console",
                            "llm.shop.url", "http://h"))))
        .doesNotThrowAnyException();
  }

  private static String problems(String name, String value) {
    OptionsException refused =
        catchThrowableOfType(
            OptionsException.class,
            () -> OwnSimulationSettings.check(sources(Map.of(name, value))));
    return refused.problems().toString();
  }

  private static Sources sources(Map<String, String> properties) {
    return new Sources(null, properties);
  }
}
