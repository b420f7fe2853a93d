package llmbench.metrics.vllm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.testing.VllmGolden;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VllmFiguresTest {

  private static final Offset<Double> EXACT = within(1e-9);

  static List<VllmGolden> goldens() {
    return VllmGolden.all();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void countsAndPeaksAreThoseOfVllm(VllmGolden golden) {
    VllmFigures ours = golden.figures();
    assertThat(ours.completed()).isEqualTo(golden.result().get("completed").asInt());
    assertThat(ours.completed() + ours.failed()).isEqualTo(golden.requests().size());
    assertThat(ours.inputTokens()).isEqualTo(golden.result().get("total_input_tokens").asLong());
    assertThat(ours.outputTokens()).isEqualTo(golden.result().get("total_output_tokens").asLong());
    assertThat(ours.peakOutputTokensPerSecond())
        .isEqualTo(golden.result().get("max_output_tokens_per_s").asInt());
    assertThat(ours.peakConcurrentRequests())
        .isEqualTo(golden.result().get("max_concurrent_requests").asInt());
    assertThat(ours.requestThroughput())
        .isCloseTo(golden.result().get("request_throughput").asDouble(), EXACT);
    assertThat(ours.requestGoodput().isPresent()).isEqualTo(!golden.goodput().isEmpty());
  }

  @Test
  void bucketsCountWholeSecondsFromTheEarliestSuccess() {
    // Alone, 10.5 s to 13.25 s: chunks at 11.0, 12.5, 13.2 s, so at 0.5, 2.0 and 2.7 of the run.
    RequestTimes first = ok(10.5, 2.75, 0.5, 1.5, 0.7);
    // 12.6 s to 12.8 s: both chunks in second 2.
    RequestTimes second = ok(12.6, 0.2, 0.1, 0.1);
    // Failures are in no bucket, and don't move the buckets' zero.
    VllmFigures figures = figures(second, first, failed(9, 20));
    assertThat(figures.peakOutputTokensPerSecond()).isEqualTo(4);
    assertThat(figures.peakConcurrentRequests()).isEqualTo(2);
    assertThat(figures.durationSeconds()).isEqualTo(11);
  }

  @Test
  void requestsOneAfterTheOtherInOneSecondCountAsConcurrent() {
    VllmFigures figures =
        figures(ok(0, 0.2, 0.2), ok(0.25, 0.2, 0.2), ok(0.5, 0.2, 0.2), ok(0.75, 0.2, 0.2));
    assertThat(figures.peakConcurrentRequests()).isEqualTo(4);
  }

  @Test
  void aRequestThatEndsOnTheFullSecondTouchesTheNext() {
    VllmFigures figures = figures(ok(0, 1.0, 0.5, 0.5), ok(1.5, 0.2, 0.1));
    assertThat(figures.peakConcurrentRequests()).isEqualTo(2);
    assertThat(figures.peakOutputTokensPerSecond()).isEqualTo(2);
  }

  @Test
  void anAnswerOfOneTokenHasNoTpotAndMeetsEveryTpotLimit() {
    RequestTimes oneToken = tokens(1, 0.1, 5.0);
    RequestTimes twoTokens = tokens(2, 0.1, 5.0);
    Goodput limit = Goodput.of(Map.of("tpot", 10.0));
    VllmFigures figures = VllmFigures.of(List.of(oneToken, twoTokens), MeasuredTime.of(2), limit);
    assertThat(figures.tpot().size()).isEqualTo(1);
    assertThat(figures.tpot().mean()).isCloseTo(4900, EXACT);
    assertThat(figures.requestGoodput()).hasValue(0.5);
    assertThat(Goodput.of(Map.of("tpot", 0.0)).isMetBy(oneToken)).isTrue();
  }

  @Test
  void aGoodRequestKeepsEveryLimitAndMayJustReachIt() {
    RequestTimes request = tokens(11, 0.5, 1.5);
    assertThat(Goodput.of(Map.of("ttft", 500.0, "tpot", 100.0, "e2el", 1500.0)).isMetBy(request))
        .isTrue();
    assertThat(Goodput.of(Map.of("ttft", 499.9, "tpot", 100.0)).isMetBy(request)).isFalse();
    assertThat(Goodput.of(Map.of("ttft", 500.0, "tpot", 99.9)).isMetBy(request)).isFalse();
    assertThat(Goodput.of(Map.of("ttft", 500.0, "e2el", 1499.9)).isMetBy(request)).isFalse();
  }

  @Test
  void limitsThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> Goodput.of(Map.of("itl", 5.0)))
        .hasMessageMatching("goodput knows ttft, .*tpot and e2el, not 'itl'");
    assertThatThrownBy(() -> Goodput.of(Map.of("ttft", -1.0))).hasMessageContaining("0 or more");
    assertThatThrownBy(() -> Goodput.of(Map.of("ttft", Double.NaN)))
        .hasMessageContaining("0 or more");
  }

  @Test
  void nothingAtAllGivesZeros() {
    VllmFigures figures = figures();
    assertThat(figures.durationSeconds()).isZero();
    assertThat(figures.requestThroughput()).isZero();
    assertThat(figures.totalThroughput()).isZero();
    assertThat(figures.peakConcurrentRequests()).isZero();
    for (Metric metric : Metric.VLLM) {
      assertThat(metric.of(figures).mean()).isZero();
    }
  }

  @Test
  void timesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> ok(0, -1, 0.5)).hasMessageContaining("request 0 has impossible times");
    assertThatThrownBy(() -> ok(0, 1, -0.5)).hasMessageContaining("TTFT -0.5 s");
    assertThatThrownBy(() -> ok(Double.NaN, 1, 0.5)).hasMessageContaining("impossible times");
    assertThatThrownBy(() -> figures(ok(0, 1, 0.5), ok(1e12, 1, 0.5)))
        .hasMessageContaining("not of one clock");
  }

  @Test
  void theDurationGoesFromTheFirstStartToTheLastEndOfAll() {
    assertThat(figures(failed(2, 2.5), ok(3, 1, 0.5), failed(3.5, 9)).durationSeconds())
        .isEqualTo(7);
  }

  @Test
  void sharesAreOfAllRequestsFailuresIncluded() {
    VllmFigures figures = figures(failed(0, 1), ok(0, 1, 0.5), ok(0, 1, 0.5), ok(0, 1, 0.5));
    assertThat(figures.failedShare()).hasValue(0.25);
    assertThat(figures.goodShare()).isEmpty();
    Goodput limit = Goodput.of(Map.of("ttft", 100.0));
    List<RequestTimes> two = List.of(ok(0, 1, 0.09), ok(0, 1, 0.11), failed(0, 1), failed(0, 1));
    assertThat(VllmFigures.of(two, MeasuredTime.OF_REQUESTS, limit).goodShare()).hasValue(0.25);
    assertThat(figures().failedShare()).isEmpty();
  }

  @Test
  void aGapPoolOfMillionsIsTaken() {
    double[] gaps = new double[1_000_000];
    Arrays.fill(gaps, 0.25);
    RequestTimes big = ok(0, 250_000.5, 0.5, gaps);
    VllmFigures figures = figures(big, big, big);
    assertThat(figures.itl().size()).isEqualTo(3_000_000);
    assertThat(figures.itl().mean()).isEqualTo(250);
    assertThat(figures.peakOutputTokensPerSecond()).isEqualTo(12);
  }

  private static VllmFigures figures(RequestTimes... requests) {
    return VllmFigures.of(List.of(requests), MeasuredTime.OF_REQUESTS, Goodput.NONE);
  }

  private static RequestTimes ok(double start, double latency, double ttft, double... gaps) {
    return new RequestTimes(
        0,
        true,
        start,
        start + latency,
        ttft,
        Series.of(gaps),
        latency,
        10,
        gaps.length + 1,
        false,
        0,
        null,
        "",
        "");
  }

  private static RequestTimes tokens(int tokens, double ttft, double latency) {
    return new RequestTimes(
        0, true, 0, latency, ttft, Series.EMPTY, latency, 10, tokens, false, 0, null, "", "");
  }

  private static RequestTimes failed(double start, double end) {
    return new RequestTimes(
        0, false, start, end, 0, Series.EMPTY, 0, 10, 0, false, 0, null, "", "Service Unavailable");
  }
}
