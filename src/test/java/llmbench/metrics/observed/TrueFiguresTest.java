package llmbench.metrics.observed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import llmbench.timeline.Departure;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrueFiguresTest {

  private static final Messages STREAM =
      Messages.of(
          new MessageKind[] {
            MessageKind.ROLE,
            MessageKind.TEXT,
            MessageKind.EMPTY,
            MessageKind.REASONING,
            MessageKind.FINISH,
            MessageKind.USAGE,
            MessageKind.DONE
          },
          new long[] {1_000_000, 3_000_000, 4_000_000, 8_000_000, 9_000_000, 9_500_000, 9_500_000});

  @Test
  void timesAreFromOutputToOutputAndToTheLastByte() {
    TrueFigures figures = TrueFigures.of(List.of(request(0, 10_000_000, null)), 8);
    assertThat(figures.ttft().mean()).isCloseTo(3, within(1e-12));
    assertThat(figures.itl().mean()).isCloseTo(5, within(1e-12));
    assertThat(figures.itl().size()).isEqualTo(1);
    assertThat(figures.e2el().mean()).isCloseTo(10, within(1e-12));
    assertThat(figures.outputChunks()).isEqualTo(2);
    assertThat(figures.chunksPerToken()).isEqualTo(0.25);
    assertThat(figures.datasetInputTokens()).isEqualTo(100);
  }

  @Test
  void theAnswersOwnFirstTokenIsToldWhereItsModelThoughtFirst() {
    FirstAnswer firstAnswer =
        TrueFigures.of(
                List.of(
                    request(0, 10_000_000, null),
                    of(MessageKind.ROLE, MessageKind.REASONING, MessageKind.TOOL_CALL),
                    of(MessageKind.REASONING_ELSEWHERE, MessageKind.EMPTY, MessageKind.TEXT),
                    of(MessageKind.REASONING, MessageKind.REASONING, MessageKind.FINISH)),
                8)
            .firstAnswer();
    assertThat(firstAnswer.requests()).as("text first, and thoughts after it: none").isEqualTo(3);
    assertThat(firstAnswer.millis().size()).isEqualTo(2);
    assertThat(firstAnswer.millis().mean()).isCloseTo(3, within(1e-12));
    assertThat(firstAnswer.unanswered()).isEqualTo(1);
  }

  @Test
  void withoutThoughtsThereIsNoOtherFirstToken() {
    assertThat(TrueFigures.of(List.of(request(0, 10_000_000, null)), 8).firstAnswer())
        .isSameAs(FirstAnswer.NONE);
  }

  @Test
  void whatItTookToConnectIsKnownAndWhatTtftIsWithoutIt() {
    Connecting connecting =
        TrueFigures.of(
                List.of(
                    request(0, 10_000_000, null),
                    setOut(new Departure(null, null, 500_000), null),
                    setOut(new Departure(7L, null, 1_500_000), null),
                    setOut(new Departure(null, null, 9), new Fault(FaultKind.CUT, "cut", null))),
                8)
            .connecting();
    assertThat(connecting.requests()).isEqualTo(2);
    assertThat(connecting.times().mean()).isCloseTo(1, within(1e-12));
    assertThat(connecting.ttft().size()).isEqualTo(3);
    assertThat(connecting.ttft().percentile(0)).isCloseTo(1.5, within(1e-12));
    assertThat(connecting.ttft().median()).isCloseTo(2.5, within(1e-12));
    assertThat(connecting.ttft().percentile(100)).isCloseTo(3, within(1e-12));
  }

  @Test
  void whereAllConnectionsWereOpenThereIsNoOtherTtft() {
    assertThat(TrueFigures.of(List.of(request(0, 10_000_000, null)), 8).connecting())
        .isSameAs(Connecting.NONE);
  }

  @Test
  void anAnswerThatCameWholeHasALatencyAndNoTokenTimes() {
    RequestRecord whole =
        new RequestRecord(
            0, "chat", "", 9, 8, 0, 7_000_000, 200, 0, Messages.NONE, null, "stop", "ab", "", null);
    TrueFigures figures = TrueFigures.of(List.of(whole.asUnstreamed()), 8);
    assertThat(figures.ttft().size()).isZero();
    assertThat(figures.itl().size()).isZero();
    assertThat(figures.e2el().mean()).isCloseTo(7, within(1e-12));
  }

  @Test
  void oneRequestHasTheSameTimesByItself() {
    TrueTimes times = TrueTimes.of(request(0, 10_000_000, null));
    assertThat(times.hasOutput()).isTrue();
    assertThat(times.ttftSeconds()).isEqualTo(0.003);
    assertThat(times.longestGapSeconds()).hasValue(0.005);
    assertThat(times.totalSeconds()).isEqualTo(0.01);
  }

  @Test
  void failuresAreInFlightButInNoStatistic() {
    Fault fault = new Fault(FaultKind.CUT, "cut", null);
    TrueFigures figures = TrueFigures.of(List.of(request(0, 10, null), request(5, 20, fault)), 2);
    assertThat(figures.peakConcurrency()).isEqualTo(2);
    assertThat(figures.ttft().size()).isEqualTo(1);
    assertThat(figures.datasetInputTokens()).isEqualTo(100);
  }

  @Test
  void theSameMomentIsNotTogether() {
    assertThat(peak(0, 10, 10, 20, 20, 30)).isEqualTo(1);
    assertThat(peak(0, 11, 10, 20, 20, 30)).isEqualTo(2);
    assertThat(peak(0, 30, 1, 29, 2, 28, 28, 40)).isEqualTo(3);
    assertThat(peak(5, 5)).isEqualTo(1);
  }

  @Test
  void theOrderOfTheLinesDoesNotMatter() {
    assertThat(peak(20, 30, 0, 25, 10, 20)).isEqualTo(2);
  }

  @Test
  void nothingAtAllGivesZeros() {
    TrueFigures figures = TrueFigures.of(List.of(), 0);
    assertThat(figures.peakConcurrency()).isZero();
    assertThat(figures.chunksPerToken()).isZero();
    assertThat(figures.ttft().mean()).isZero();
  }

  private static int peak(long... sentAndEnd) {
    RequestRecord[] requests = new RequestRecord[sentAndEnd.length / 2];
    for (int i = 0; i < requests.length; i++) {
      requests[i] = request(sentAndEnd[2 * i], sentAndEnd[2 * i + 1], null);
    }
    return TrueFigures.of(List.of(requests), 0).peakConcurrency();
  }

  /** A success whose messages come a millisecond apart. */
  private static RequestRecord of(MessageKind... kinds) {
    long[] nanos = new long[kinds.length];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = (i + 1) * 1_000_000L;
    }
    Messages messages = Messages.of(kinds, nanos);
    return new RequestRecord(
        0, "chat", "", 9, 8, 0, 9_000_000, 200, 0, messages, null, "stop", "", "", null);
  }

  private static RequestRecord setOut(Departure departure, @Nullable Fault fault) {
    RequestRecord plain = request(0, 10_000_000, fault);
    return new RequestRecord(
        1,
        plain.name(),
        plain.requestId(),
        plain.promptTokens(),
        plain.maxTokens(),
        plain.sentNanos(),
        plain.endNanos(),
        departure,
        plain.status(),
        plain.resends(),
        plain.unstreamed(),
        plain.messages(),
        plain.usage(),
        plain.server(),
        plain.finishReason(),
        plain.text(),
        plain.reasoning(),
        fault);
  }

  private static RequestRecord request(long sentNanos, long endNanos, @Nullable Fault fault) {
    return new RequestRecord(
        0, "chat", "", 100, 8, sentNanos, endNanos, 200, 0, STREAM, null, "stop", "ab", "", fault);
  }
}
