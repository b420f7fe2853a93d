package llmbench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.slo.Slo;
import org.junit.jupiter.api.Test;

/** Three successes with TTFT 10, 20 and 30 ms and one failure, within two seconds. */
class SloCheckTest {

  private static final SloBaseline NONE = SloBaseline.none("");

  private static final VllmFigures FIGURES =
      VllmFigures.of(
          List.of(
              times(0, true, 0.010, 0.110, 11),
              times(1, true, 0.020, 0.220, 11),
              times(2, true, 0.030, 0.030, 1),
              times(3, false, 0, 0, 0)),
          MeasuredTime.of(2),
          Goodput.of(Map.of("ttft", 25.0)));

  @Test
  void everyStatisticIsHeldAgainstItsLimit() {
    assertThat(lines("mean_ttft<20.1,median_ttft<20,min_ttft>=10,max_ttft<=30,p50_ttft<=20"))
        .containsExactly(
            "kept mean_ttft<20.1ms: 20.00 ms, 0.5 % below its limit",
            "broken median_ttft<20ms: 20.00 ms, exactly its limit",
            "kept min_ttft>=10ms: 10.00 ms, exactly its limit",
            "kept max_ttft<=30ms: 30.00 ms, exactly its limit",
            "kept p50_ttft<=20ms: 20.00 ms, exactly its limit");
    assertThat(lines("max_tpot<=20,mean_itl<6,max_e2el<=220,std_ttft<=8.17"))
        .containsExactly(
            "kept max_tpot<=20ms: 20.00 ms, exactly its limit",
            "kept mean_itl<6ms: 5.00 ms, 16.7 % below its limit",
            "kept max_e2el<=220ms: 220.00 ms, exactly its limit",
            "kept std_ttft<=8.17ms: 8.16 ms, 0.1 % below its limit");
    assertThat(lines("completed>=3,failed<1,error_rate<=25%,request_throughput>=1.5,duration<1"))
        .containsExactly(
            "kept completed>=3: 3, exactly its limit",
            "broken failed<1: 1, exactly its limit",
            "kept error_rate<=25%: 25.00 %, exactly its limit",
            "kept request_throughput>=1.5: 1.50 /s, exactly its limit",
            "broken duration<1s: 2.00 s, 100.0 % above its limit");
    assertThat(lines("output_throughput>=12,total_token_throughput>=27,request_goodput>=1"))
        .containsExactly(
            "broken output_throughput>=12: 11.50 /s, 4.2 % below its limit",
            "broken total_token_throughput>=27: 26.50 /s, 1.9 % below its limit",
            "kept request_goodput>=1: 1.00 /s, exactly its limit");
    assertThat(lines("goodput_share>=50%"))
        .containsExactly("kept goodput_share>=50%: 50.00 %, exactly its limit");
  }

  @Test
  void withoutTokenTimesTheirLimitsAreBroken() {
    SloCheck untimed = new SloCheck(FIGURES, Optional.empty(), false);
    List<SloResult> results =
        untimed.of(Slo.list("p99_ttft<1s,mean_itl<1s,output_throughput>0,mean_true_ttft<1s"), NONE);
    assertThat(results).noneMatch(SloResult::kept);
    assertThat(results).allMatch(result -> result.measured().isEmpty());
    assertThat(untimed.of(Slo.list("max_e2el<=220"), NONE)).allMatch(SloResult::kept);
  }

  @Test
  void ofNothingNothingIsMeasured() {
    VllmFigures none = VllmFigures.of(List.of(), MeasuredTime.OF_REQUESTS, Goodput.NONE);
    List<SloResult> results =
        new SloCheck(none, Optional.empty(), true)
            .of(Slo.list("p99_ttft<1s,error_rate<=1%,output_throughput>=0,duration<1s"), NONE);
    assertThat(results).noneMatch(SloResult::kept);
  }

  private static List<String> lines(String slos) {
    return new SloCheck(FIGURES, Optional.empty(), true)
        .of(Slo.list(slos), NONE).stream()
            .map(result -> (result.kept() ? "kept " : "broken ") + result.line())
            .toList();
  }

  private static RequestTimes times(
      int index, boolean ok, double ttft, double latency, int tokens) {
    return new RequestTimes(
        index,
        ok,
        0,
        2,
        ttft,
        ok ? Series.of(0.004, 0.006) : Series.EMPTY,
        latency,
        10,
        tokens,
        false,
        0,
        null,
        "",
        ok ? "" : "cut");
  }
}
