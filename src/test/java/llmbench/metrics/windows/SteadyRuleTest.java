package llmbench.metrics.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.LongStream;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.Collector;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.testing.RandomRequests;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import org.junit.jupiter.api.Test;

class SteadyRuleTest {

  private static final long MILLI = 1_000_000;

  /** 2 in flight from 10 to 30 and from 50 to 60; the gap between counts for vllm-bench. */
  private static final Requests TWO_TIMES = requests(0, 30, 10, 40, 20, 25, 45, 60, 50, 70);

  @Test
  void vllmBenchTakesAllFromTheFirstMomentToTheLast() {
    assertThat(SteadyRule.VLLM_BENCH.of(new InFlight(TWO_TIMES), OptionalInt.of(2)))
        .contains(millis(10, 60));
    assertThat(SteadyRule.VLLM_BENCH.of(new InFlight(TWO_TIMES), OptionalInt.of(4))).isEmpty();
    assertThat(SteadyRule.VLLM_BENCH.of(new InFlight(TWO_TIMES), OptionalInt.empty())).isEmpty();
  }

  @Test
  void sglangTakesTheLongestThatNothingInterrupts() {
    // 80 % of the peak of 3 are 3; of 2 they are 2.
    assertThat(SteadyRule.SGLANG.of(new InFlight(TWO_TIMES), OptionalInt.empty()))
        .contains(millis(20, 25));
    assertThat(new InFlight(TWO_TIMES).atLeast(2)).containsExactly(millis(10, 30), millis(50, 60));
    // The next is sent in the moment in which one ends.
    assertThat(SteadyRule.SGLANG.of(new InFlight(requests(0, 10, 10, 30)), OptionalInt.empty()))
        .contains(millis(0, 30));
  }

  @Test
  void evalscopeMeasuresFromOneEndToAnother() {
    // A fifth of 70 is 14: nothing has ended, so it is from the first end on.
    assertThat(SteadyRule.EVALSCOPE_STEADY.of(new InFlight(TWO_TIMES), OptionalInt.empty()))
        .contains(millis(25, 70));
    assertThat(SteadyRule.EVALSCOPE_STEADY.of(new InFlight(requests(0, 9)), OptionalInt.empty()))
        .contains(millis(0, 9));
    assertThat(SteadyRule.EVALSCOPE_LAST.of(new InFlight(TWO_TIMES), OptionalInt.empty()))
        .contains(millis(0, 70));
    Requests minute = requests(0, 20_000, 0, 29_000, 0, 40_000, 0, 60_000);
    assertThat(SteadyRule.EVALSCOPE_LAST.of(new InFlight(minute), OptionalInt.empty()))
        .contains(millis(29_000, 60_000));
  }

  /** Asked moment by moment, how many are in flight. */
  @Test
  void inEachPartThereAreNeverFewerAndOutsideAlways() {
    for (int seed = 0; seed < 60; seed++) {
      Requests run = new RandomRequests(seed, 400).ofChunks(8).make(40);
      int least = 1 + new Random(seed).nextInt(6);
      List<Span> spans = new InFlight(run).atLeast(least);
      for (long at : moments(run)) {
        boolean in = spans.stream().anyMatch(span -> span.has(at));
        assertThat(in).as("seed %d at %d", seed, at).isEqualTo(inFlight(run, at) >= least);
      }
      long peak = LongStream.of(moments(run)).map(at -> inFlight(run, at)).max().orElse(0);
      assertThat(new InFlight(run).peak()).isEqualTo((int) peak);
    }
  }

  /** What is in the parts of a run, and what is in none, is all of it. */
  @Test
  void aPartOfAllIsTheRun() {
    Requests run = new RandomRequests(77, 100).make(50);
    Collector<Windows> all =
        Windows.collector(
            run,
            List.of(SteadyRule.values()),
            OptionalInt.of(1),
            record -> VllmDialect.V0_32_CHAT.times(record, text -> 3));
    Collector.walk(run, List.of(all));
    assertThat(all.figures().steady())
        .hasSize(4)
        .allSatisfy(
            figures -> {
              assertThat(figures.share()).isBetween(0.0, 1.0);
              assertThat(figures.ended()).isBetween(0, run.size());
              assertThat(figures.requestThroughput() * figures.span().seconds())
                  .isCloseTo(figures.ended(), within(1e-6));
            });
  }

  @Test
  void theFirstWaveIsSentBeforeAnyEndsAndTheDrainIsBehindTheLast() {
    assertThat(phases(TWO_TIMES))
        .contains(new Phases(3, 20, OptionalDouble.of(45), millis(50, 70)));
    assertThat(phases(requests(0, 30, 10, 20)))
        .contains(new Phases(2, 15, OptionalDouble.empty(), millis(10, 30)));
    assertThat(phases(requests())).isEmpty();
  }

  /** To the first token each takes ten times its place from 1, in milliseconds. */
  private static Optional<Phases> phases(Requests run) {
    Collector<Windows> all =
        Windows.collector(
            run,
            List.of(),
            OptionalInt.empty(),
            request -> {
              double ttft = 0.01 * (request.index() + 1);
              return new RequestTimes(
                  0, true, 0, 1, ttft, Series.EMPTY, 1, 1, 1, false, 0, null, "", "");
            });
    Collector.walk(run, List.of(all));
    return all.figures().phases();
  }

  private static long[] moments(Requests run) {
    return run.stream()
        .flatMapToLong(r -> LongStream.of(r.sentNanos(), r.endNanos(), r.endNanos() - 1))
        .toArray();
  }

  private static long inFlight(Requests run, long at) {
    return run.stream().filter(r -> r.ok() && r.sentNanos() <= at && at < r.endNanos()).count();
  }

  private static Span millis(long start, long end) {
    return new Span(start * MILLI, end * MILLI);
  }

  private static Requests requests(long... startsAndEnds) {
    List<RequestRecord> all = new ArrayList<>();
    for (int i = 0; i < startsAndEnds.length; i += 2) {
      all.add(
          new RequestRecord(
              i / 2,
              "chat",
              "",
              1,
              1,
              startsAndEnds[i] * MILLI,
              startsAndEnds[i + 1] * MILLI,
              200,
              0,
              Messages.NONE,
              null,
              "stop",
              "",
              "",
              null));
    }
    return Requests.of(all);
  }
}
