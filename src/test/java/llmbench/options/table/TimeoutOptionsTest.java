package llmbench.options.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import llmbench.options.BenchOptions;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeoutOptionsTest {

  private static final String VLLM = "vllm bench serve --model m --dataset-name random";
  private static final String EVALSCOPE = "evalscope perf --model m --dataset random";

  @ParameterizedTest
  @CsvSource({
    VLLM + ",vllm-0.32",
    VLLM + ",vllm-0.11",
    EVALSCOPE + ",evalscope-1.14",
    EVALSCOPE + ",evalscope-1.1"
  })
  void everyLimitCanBeSetForEveryVersionAndIsInTheRecord(String line, String compat) {
    BenchOptions options =
        Reading.both(
            line,
            "compat",
            compat,
            "connect-timeout",
            "2.50",
            "first-token-timeout",
            "0.1",
            "idle-timeout",
            "3",
            "total-timeout",
            "1e3");
    assertThat(options.timeouts())
        .isEqualTo(
            new BenchOptions.Timeouts(
                Optional.of(Duration.ofMillis(2500)),
                Optional.of(Duration.ofMillis(100)),
                Optional.of(Duration.ofSeconds(3)),
                Optional.of(Duration.ofSeconds(1000))));
    boolean evalscope = compat.startsWith("evalscope");
    assertThat(options.effective())
        .containsEntry("connect-timeout", "2.5")
        .containsEntry("first-token-timeout", "0.1")
        .containsEntry(evalscope ? "read-timeout" : "idle-timeout", "3")
        .containsEntry("total-timeout", "1000");
  }

  @Test
  void zeroIsNoLimitAndAnyOtherValueIsOne() {
    BenchOptions.Timeouts timeouts =
        Reading.both(VLLM, "connect-timeout", "0", "total-timeout", "0.0", "idle-timeout", "1e-99")
            .timeouts();
    assertThat(timeouts.connect()).isEmpty();
    assertThat(timeouts.total()).isEmpty();
    assertThat(timeouts.idle()).contains(Duration.ofNanos(1));
  }

  @Test
  void evalscopesOwnOptionsAreHonoured() {
    BenchOptions options =
        Reading.bench(EVALSCOPE + " --connect-timeout 5 --read-timeout 30 --total-timeout 60");
    assertThat(options.timeouts())
        .isEqualTo(
            new BenchOptions.Timeouts(
                Optional.of(Duration.ofSeconds(5)),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(30)),
                Optional.of(Duration.ofSeconds(60))));
  }

  @Test
  void theConnectionTestWaitsWholeSeconds() {
    BenchOptions options = Reading.both(EVALSCOPE, "total-timeout", "0.2");
    assertThat(options.startup().readyCheckTimeoutSec()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "nan", "inf", "10s", "9999999999"})
  void whatAreNoSecondsIsRefused(String text) {
    assertThat(Reading.problems(VLLM, "idle-timeout", text))
        .contains("-Dllm.idle-timeout=" + text)
        .contains("expected seconds from 0 to 2147483647");
  }

  @Test
  void twoNamesOfTheIdleTimeoutMustAgree() {
    assertThat(Reading.problems(EVALSCOPE, "idle-timeout", "1", "read-timeout", "2"))
        .contains("the same option with different values");
    assertThat(
            Reading.both(EVALSCOPE, "idle-timeout", "1", "read-timeout", "1.0").timeouts().idle())
        .contains(Duration.ofSeconds(1));
  }

  @Test
  void aMisspeltSettingOfOursHasASuggestionAndACommandLineIsToldWhereItBelongs() {
    assertThat(Reading.problems(VLLM, "first-token-timout", "1"))
        .contains("-Dllm.first-token-timeout");
    assertThat(Reading.problems(VLLM + " --first-token-timeout 1"))
        .contains("give it as -Dllm.first-token-timeout");
  }
}
