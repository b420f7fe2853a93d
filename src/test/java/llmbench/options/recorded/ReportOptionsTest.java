package llmbench.options.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import llmbench.options.Pace;
import llmbench.options.RampUp;
import llmbench.options.ToolVersion;
import llmbench.timeline.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportOptionsTest {

  @Test
  void aPartIsAskedForItsShareAndRepeatedAsAPart() {
    Map<String, String> whole =
        Map.of("compat", "vllm-0.33", "max-concurrency", "50", "model", "m");
    ReportOptions all = ReportOptions.ofRun(whole, Map.of());
    ReportOptions part = all.ofPart(new Shard(2, 4)::share, "2/4");
    assertThat(part.load().maxConcurrency()).hasValue(13);
    assertThat(part.load().parallel()).hasValue(13);
    assertThat(part.command()).contains(all.command().orElseThrow() + " -Dllm.shard=2/4");
    assertThat(ReportOptions.ofRun(Map.of(), Map.of()).ofPart(most -> 1, "1/2").load())
        .isEqualTo(ReportOptions.ofRun(Map.of(), Map.of()).load());
  }

  @Test
  void whatIsMissingHasVllmsDefault() {
    ReportOptions options = of(Map.of("model", "m"));
    assertThat(options.compat()).isEqualTo(ToolVersion.standard());
    assertThat(options.version()).isEmpty();
    assertThat(options.asTheTool()).isFalse();
    assertThat(options.load().maxConcurrency()).isEmpty();
    assertThat(options.load().requestRate()).isInfinite();
    assertThat(options.load().rate()).isEmpty();
    assertThat(options.load().burstiness()).isEqualTo(1);
    assertThat(options.load().pace()).isEmpty();
    assertThat(options.load().numPrompts()).isEmpty();
    assertThat(options.shown().percentileMetrics()).containsExactly("ttft", "tpot", "itl");
    assertThat(options.shown().percentiles()).containsExactly(99.0);
    assertThat(options.shown().goodputMillis()).isEmpty();
    assertThat(options.target().label()).isEmpty();
    assertThat(options.target().isTemplated()).isTrue();
    assertThat(options.target().tokenizerId()).isEqualTo("m");
    assertThat(options.limits().slos()).isEmpty();
    assertThat(options.result().metadata()).isEmpty();
    assertThat(options.command()).isEmpty();
  }

  @Test
  void metadataKeepsItsOrderAndItsBlanks() {
    assertThat(of(Map.of("metadata", "z=1 'a=hello big  world' b=x=y c=")).result().metadata())
        .containsExactly(
            Map.entry("z", "1"),
            Map.entry("a", "hello big  world"),
            Map.entry("b", "x=y"),
            Map.entry("c", ""));
  }

  @Test
  void theTimesOfRequestsAreReadAsTheyWereAskedFor() {
    assertThat(pace("ramp-up-strategy=linear ramp-up-start-rps=2 ramp-up-end-rps=7 burstiness=3"))
        .contains(new Pace.Rising(new RampUp(RampUp.Strategy.LINEAR, 2, 7), 3));
    assertThat(pace("request-rate=5 burstiness=0.5")).contains(new Pace.Drawn(5, 0.5));
    assertThat(pace("rate=5 request-rate=5.0")).contains(new Pace.Drawn(5, 1));
    assertThat(pace("request-rate=5 arrivals=even")).contains(new Pace.Even(5));
    assertThat(pace("arrival-times=t.jsonl arrival-speed=2.5"))
        .contains(new Pace.Recorded(Path.of("t.jsonl"), 2.5));
    assertThat(pace("dataset-name=timed_trace request-rate=5")).contains(new Pace.OfDataset());
    assertThat(pace("dataset-name=timed_trace self-timed=false request-rate=5"))
        .contains(new Pace.Drawn(5, 1));
    assertThat(pace("rate=-1 request-rate=inf burstiness=2")).isEmpty();
    assertThatThrownBy(() -> of(Map.of("ramp-up-strategy", "linear")))
        .hasMessageStartingWith("--ramp-up-start-rps must be 1 or more, not 0");
  }

  private static Optional<Pace> pace(String options) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String option : options.split(" ", -1)) {
      all.put(option.replaceFirst("=.*", ""), option.replaceFirst(".*=", ""));
    }
    return of(all).load().pace();
  }

  @Test
  void anArgumentTakesThePlaceOfTheRunsOwnEvenWhereThatIsBad() {
    ReportOptions options =
        ReportOptions.ofRun(Map.of("goodput", "odd", "model", "m"), Map.of("goodput", "ttft:20"));
    assertThat(options.shown().goodputMillis()).containsExactly(Map.entry("ttft", 20.0));
    assertThat(options.target().modelId()).isEqualTo("m");
  }

  @Test
  void theCommandRepeatsTheRunAsItWasRunHoweverItIsReported() {
    Map<String, String> recorded = Map.of("compat", "vllm-0.11", "model", "m");
    assertThat(ReportOptions.ofRun(recorded, Map.of("compat", "evalscope-1.14")).command())
        .hasValueSatisfying(line -> assertThat(line).contains("vllm-0.11").contains("--model m"));
    assertThat(ReportOptions.ofResult(recorded, Map.of()).command()).isEmpty();
    assertThat(of(Map.of("model", "m")).command()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compat             | vllm-9     | vllm-0.32, vllm-0.11, evalscope-1.14 or evalscope-1.1",
        "max-concurrency    | many       | a whole number",
        "request-rate       | fast       | a number",
        "request-rate       | 0          | above 0",
        "request-rate       | nan        | a number",
        "burstiness         | -1         | above 0",
        "ramp-up-strategy   | cubic      | linear or exponential",
        "metric-percentiles | 50,,99     | a number",
        "metric-percentiles | 101        | from 0 to 100",
        "goodput            | ttft=5     | ttft:200",
        "goodput            | ttft:quick | a number",
        "metadata           | justaword  | KEY=VALUE",
        "parallel           | many       | the run's concurrency is no number",
        "rate               | fast       | the run's request rate is no number",
        "compat-errors      | often      | strict or as-the-tool",
        "slo                | p99        | STATISTIC<=LIMIT",
      })
  void anEditedOptionIsRefusedByNameAndValue(String name, String value, String expected) {
    assertThatThrownBy(() -> of(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name.equals("parallel") ? "concurrency" : name.replace('_', '-'))
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "goodput | ttft:abc | --goodput has 'ttft:abc': expected METRIC:MILLISECONDS",
        "goodput | itl:5    | --goodput has 'itl:5': expected METRIC:MILLISECONDS, METRIC one of",
        "compat  | nine     | --compat is 'nine': give vllm-",
        "metric-percentiles | high | --metric-percentiles is 'high': give a number",
      })
  void aBadArgumentIsTheArgumentsFaultNotTheRuns(String name, String value, String message) {
    assertThatThrownBy(() -> ReportOptions.ofRun(Map.of(name, "odd"), Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  private static ReportOptions of(Map<String, String> recorded) {
    return ReportOptions.ofRun(recorded, Map.of());
  }
}
