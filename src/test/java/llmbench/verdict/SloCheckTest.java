package llmbench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.conversations.Conversations;
import llmbench.metrics.conversations.TurnGroup;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.slo.Slo;
import llmbench.plan.GoalOutcome;
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
    SloCheck untimed = new SloCheck(FIGURES, Optional.empty(), Optional.empty(), false);
    List<SloResult> results =
        untimed.of(Slo.list("p99_ttft<1s,mean_itl<1s,output_throughput>0,mean_true_ttft<1s"), NONE);
    assertThat(results).noneMatch(SloResult::kept);
    assertThat(results).allMatch(result -> result.measured().isEmpty());
    assertThat(untimed.of(Slo.list("max_e2el<=220"), NONE)).allMatch(SloResult::kept);
  }

  @Test
  void turnsOfConversationsHaveLimitsOfTheirOwn() {
    TurnGroup first = turns(2, 0, 1, 40, 60);
    TurnGroup later = turns(3, 1, 3, 5, 6, 7);
    SloCheck check =
        new SloCheck(FIGURES, Optional.empty(), Optional.of(conversations(first, later)), true);
    String slos =
        "mean_first_turns_ttft<=50,max_later_turns_ttft<7,later_turns_goodput_share>=75%,"
            + "first_turns_goodput_share>=75%,p99_later_turns_tpot<1s";
    assertThat(check.of(Slo.list(slos), NONE).stream().map(SloCheckTest::line))
        .containsExactly(
            "kept mean_first_turns_ttft<=50ms: 50.00 ms, exactly its limit",
            "broken max_later_turns_ttft<7ms: 7.00 ms, exactly its limit",
            "kept later_turns_goodput_share>=75%: 75.00 %, exactly its limit",
            "broken first_turns_goodput_share>=75%: 50.00 %, 25.00 points below its limit",
            "broken p99_later_turns_tpot<1000ms: not measured, no request has a value for it");
    assertThat(lines("mean_first_turns_ttft<=50,later_turns_goodput_share>=0%"))
        .as("without conversations")
        .allMatch(line -> line.startsWith("broken ") && line.contains("not measured"));
  }

  @Test
  void aTurnThatFailedKeepsNoLimitOfAPercentile() {
    TurnGroup later = turns(3, 1, 3, 5, 6, 7);
    SloCheck check =
        new SloCheck(FIGURES, Optional.empty(), Optional.of(conversations(later, later)), true);
    List<SloResult> results = check.of(Slo.list("p90_later_turns_ttft<=6"), NONE);
    assertThat(new SloGoals(check).of(results))
        .containsExactly(new GoalOutcome.Share("p90_later_turns_ttft<=6ms", 2, 4, 0.9));
  }

  @Test
  void ofNothingNothingIsMeasured() {
    VllmFigures none = VllmFigures.of(List.of(), MeasuredTime.OF_REQUESTS, Goodput.NONE);
    List<SloResult> results =
        new SloCheck(none, Optional.empty(), Optional.empty(), true)
            .of(Slo.list("p99_ttft<1s,error_rate<=1%,output_throughput>=0,duration<1s"), NONE);
    assertThat(results).noneMatch(SloResult::kept);
  }

  private static List<String> lines(String slos) {
    return new SloCheck(FIGURES, Optional.empty(), Optional.empty(), true)
        .of(Slo.list(slos), NONE).stream().map(SloCheckTest::line).toList();
  }

  private static String line(SloResult result) {
    return (result.kept() ? "kept " : "broken ") + result.line();
  }

  private static TurnGroup turns(int requests, int failed, int good, double... ttftMillis) {
    return new TurnGroup(
        requests,
        failed,
        OptionalInt.of(good),
        Map.of(LatencyMetric.TTFT, Distribution.of(ttftMillis)),
        Distribution.EMPTY,
        0,
        0);
  }

  private static Conversations conversations(TurnGroup first, TurnGroup later) {
    Distribution none = Distribution.EMPTY;
    return new Conversations(
        2,
        0,
        0,
        1,
        first,
        later,
        new TreeMap<>(),
        new TreeMap<>(),
        new Conversations.Each(none, none, none, none, none));
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
