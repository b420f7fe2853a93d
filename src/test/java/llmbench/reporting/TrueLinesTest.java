package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.observed.Connecting;
import llmbench.metrics.observed.Departures;
import llmbench.metrics.observed.FirstAnswer;
import llmbench.metrics.observed.TrueFigures;
import llmbench.timeline.Departure;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import org.junit.jupiter.api.Test;

class TrueLinesTest {

  private static final Distribution TTFT = Distribution.of(new double[] {20, 30});
  private static final Distribution ITL = Distribution.of(new double[] {4, 6});

  @Test
  void whatTheBlockShowsIsNotSaidAgain() {
    TrueLines block = new TrueLines(50, Optional.of(TTFT), Optional.of(ITL), 1, 500);
    assertThat(block.of(seen(50, 500, 1.004, TTFT))).isEmpty();
    Distribution almost = Distribution.of(new double[] {20.1, 30.1});
    assertThat(block.of(seen(50, 500, 1, almost))).as("half a percent").isEmpty();
  }

  @Test
  void whatItShowsOtherwiseOrNotAtAllIsSaid() {
    TrueLines block = new TrueLines(159, Optional.of(TTFT), Optional.empty(), 1, 645);
    Distribution later = Distribution.of(new double[] {21, 30});
    assertThat(block.of(seen(50, 500, 0.5, later)))
        .extracting(String::strip)
        .isEqualTo(
            List.of(
                "Peak requests in flight:                 50",
                "To the first output, median / P99 (ms):  25.50 / 29.91",
                "Between outputs, median / P99 (ms):      5.00 / 5.98",
                "Output chunks per token:                 0.50",
                "Input tokens without template:           500"));
  }

  @Test
  void whenAnswersBeganIsSaidWhereTheirModelThoughtFirst() {
    TrueLines block = new TrueLines(50, Optional.of(TTFT), Optional.of(ITL), 1, 500);
    FirstAnswer first = new FirstAnswer(3, Distribution.of(new double[] {400, 900}));
    TrueFigures plain = seen(50, 500, 1, TTFT);
    TrueFigures seen = new TrueFigures(50, 500, 2, 1, plain.latencies(), plain.connecting(), first);
    assertThat(block.of(seen))
        .extracting(String::strip)
        .isEqualTo(
            List.of(
                "Requests that thought first:             3",
                "To the answer, median / P99 (ms):        650.00 / 895.00",
                "of these unanswered:                     1"));
  }

  @Test
  void whatItCostToConnectIsSaidAndWhatTtftIsWithoutItWhereThatIsAnother() {
    TrueLines block = new TrueLines(50, Optional.of(TTFT), Optional.of(ITL), 1, 500);
    Distribution one = Distribution.of(new double[] {0.1});
    Distribution two = Distribution.of(new double[] {2, 4});
    Distribution less = Distribution.of(new double[] {18, 26});
    assertThat(block.of(seen(50, 500, 1, TTFT, new Connecting(one, TTFT))))
        .extracting(String::strip)
        .isEqualTo(
            List.of(
                "Requests that had to connect:            1",
                "To connect, median / P99 (ms):           0.10 / 0.10"));
    assertThat(block.of(seen(50, 500, 1, TTFT, new Connecting(two, less))))
        .extracting(String::strip)
        .isEqualTo(
            List.of(
                "Requests that had to connect:            2",
                "To connect, median / P99 (ms):           3.00 / 3.98",
                "First output without that (ms):          22.00 / 25.92"));
  }

  @Test
  void secondsAreComparedAsSuch() {
    Distribution seconds = Distribution.of(new double[] {0.02, 0.03});
    Distribution gaps = Distribution.of(new double[] {0.004, 0.006});
    TrueLines tables = new TrueLines(50, Optional.of(seconds), Optional.of(gaps), 1000, 500);
    assertThat(tables.of(seen(50, 500, 1, TTFT))).isEmpty();
  }

  @Test
  void answersThatCameWholeHaveTheirLastByte() {
    TrueLines block = new TrueLines(50, Optional.of(TTFT), Optional.of(ITL), 1, 500);
    assertThat(block.of(seen(50, 500, 0, Distribution.EMPTY)))
        .hasSize(1)
        .allMatch(line -> line.startsWith("To the last byte, median / P99 (ms):"));
  }

  @Test
  void requestsWithTimesOfTheirOwnSayHowLateTheyWere() {
    RequestRecord late = record(0, 1_000_000, new Departure(500_000L, null, 0));
    RequestRecord waited = record(1, 9_000_000, new Departure(2_000_000L, 8_750_000L, 700_000));
    Departures departures = Departures.of(List.of(late, waited));
    assertThat(TrueLines.of(departures))
        .map(String::strip)
        .containsExactly(
            "Sent late, mean / P50 / P99 / max (ms):  3.75 / 3.75 / 6.94 / 7.00",
            "Waited for room, median / P99 (ms):      6.75 / 6.75",
            "E2EL with that, median / P99 (ms):       3.75 / 6.94");
    assertThat(departures.own().max()).isEqualTo(0.5);
  }

  private static RequestRecord record(int index, long sentNanos, Departure departure) {
    return new RequestRecord(
            index,
            "chat",
            "",
            1,
            1,
            sentNanos,
            sentNanos + 1,
            200,
            0,
            Messages.NONE,
            null,
            null,
            "",
            "",
            null)
        .departed(departure);
  }

  private static TrueFigures seen(int peak, long inputTokens, double perToken, Distribution ttft) {
    return seen(peak, inputTokens, perToken, ttft, Connecting.NONE);
  }

  private static TrueFigures seen(
      int peak, long inputTokens, double perToken, Distribution ttft, Connecting connecting) {
    return new TrueFigures(
        peak,
        inputTokens,
        100,
        perToken,
        Map.of(LatencyMetric.TTFT, ttft, LatencyMetric.ITL, ITL, LatencyMetric.E2EL, TTFT),
        connecting);
  }
}
