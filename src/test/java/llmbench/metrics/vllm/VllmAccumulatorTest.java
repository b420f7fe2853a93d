package llmbench.metrics.vllm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import llmbench.metrics.request.RequestTimes;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import org.junit.jupiter.api.Test;

/** The peaks need a second walk only where the first request failed, and are the same without. */
class VllmAccumulatorTest {

  @Test
  void oneWalkHasTheFiguresOfTwo() {
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      List<RequestRecord> records = new ArrayList<>();
      for (int i = random.nextInt(12); i >= 0; i--) {
        records.add(request(i, random));
      }
      Collections.shuffle(records, random);
      List<RequestTimes> lazy = DatasetOrder.of(records, VllmDialect.V0_32_CHAT, text -> 1);
      // A list that knows nothing of its requests is walked twice.
      VllmFigures twice = figures(new ArrayList<>(lazy));
      VllmFigures once = figures(lazy);
      assertThat(once.peakOutputTokensPerSecond()).isEqualTo(twice.peakOutputTokensPerSecond());
      assertThat(once.peakConcurrentRequests()).isEqualTo(twice.peakConcurrentRequests());
      assertThat(once.durationSeconds()).isEqualTo(twice.durationSeconds());
    }
  }

  /** Clocks of two machines may be years apart: the peaks take no memory for the time between. */
  @Test
  void aRunOfYearsHasThePeaksOfItsParts() {
    Random random = new Random(7);
    List<RequestRecord> first = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      first.add(request(i, random));
    }
    long years = 90_000_000_000_000_000L;
    List<RequestRecord> both = new ArrayList<>(first);
    first.forEach(request -> both.add(request.later(years)));
    VllmFigures once = figures(DatasetOrder.of(first, VllmDialect.V0_32_CHAT, text -> 1));
    VllmFigures far = figures(DatasetOrder.of(both, VllmDialect.V0_32_CHAT, text -> 1));
    assertThat(far.completed()).isEqualTo(2 * once.completed());
    assertThat(far.peakOutputTokensPerSecond()).isEqualTo(once.peakOutputTokensPerSecond());
    assertThat(far.peakConcurrentRequests()).isEqualTo(once.peakConcurrentRequests());
  }

  @Test
  void anAnswerIsCountedByTheTokenizerOnce() {
    List<String> counted = new ArrayList<>();
    Random random = new Random(5);
    List<RequestRecord> records = List.of(request(0, random), request(1, random));
    List<RequestTimes> lazy =
        DatasetOrder.of(
            records,
            VllmDialect.V0_32_CHAT,
            text -> {
              counted.add(text);
              return 0;
            });
    long successes = records.stream().filter(RequestRecord::ok).count();
    for (int walk = 0; walk < 3; walk++) {
      assertThat(lazy).allMatch(request -> request.outputTokens() == 0);
    }
    assertThat(counted).hasSize((int) successes);
  }

  private static VllmFigures figures(List<RequestTimes> requests) {
    return VllmFigures.of(requests, MeasuredTime.OF_REQUESTS, Goodput.NONE);
  }

  /** Within a few seconds; a third of them fails, and some last longer than their record says. */
  private static RequestRecord request(int index, Random random) {
    long[] nanos = new long[1 + random.nextInt(6)];
    MessageKind[] kinds = new MessageKind[nanos.length];
    long now = 0;
    for (int i = 0; i < nanos.length; i++) {
      now += random.nextInt(900_000_000);
      nanos[i] = now;
      kinds[i] = MessageKind.TEXT;
    }
    long sent = random.nextInt(10) * 500_000_000L;
    long end = random.nextInt(9) == 0 ? sent + now / 2 : sent + now;
    Fault fault = random.nextInt(3) == 0 ? new Fault(FaultKind.CUT, "cut", null) : null;
    return new RequestRecord(
        index,
        "chat",
        "",
        1,
        1,
        sent,
        end,
        200,
        0,
        Messages.of(kinds, nanos),
        null,
        null,
        "t",
        "",
        fault);
  }
}
