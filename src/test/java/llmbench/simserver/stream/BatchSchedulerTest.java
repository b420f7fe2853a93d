package llmbench.simserver.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import llmbench.metrics.numbers.Distribution;
import llmbench.simserver.config.Timing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchSchedulerTest {

  private static final Timing.Batch PLAIN = new Timing.Batch("plain", 0, 0, 1_000, 10, 1, 4, 100);

  @Test
  void aStepCostsItsSequencesAndItsPrefill() {
    BatchScheduler<String> scheduler = new BatchScheduler<>(PLAIN, (owner, nanos) -> {});
    assertThat(scheduler.dueNanos()).isEqualTo(BatchScheduler.IDLE);
    scheduler.arrive("a", 500, 30, 2);
    assertThat(scheduler.dueNanos()).isEqualTo(500);
    assertThat(scheduler.tick(500)).isEmpty();
    assertThat(scheduler.dueNanos()).isEqualTo(500 + 1_000 + 10 + 30);
    scheduler.arrive("b", 600, 20, 1);
    assertThat(scheduler.tick(1_540)).containsExactly("a");
    assertThat(scheduler.dueNanos()).isEqualTo(1_540 + 1_000 + 20 + 20);
    assertThat(scheduler.tick(2_580)).containsExactly("a", "b");
    assertThat(scheduler.dueNanos()).isEqualTo(BatchScheduler.IDLE);
  }

  @Test
  void whatIsCachedOfAPromptCostsNothingAndLeavesRoomForOthers() {
    Map<String, Integer> cached = Map.of("b", 60);
    List<String> admitted = new ArrayList<>();
    BatchScheduler<String> scheduler =
        new BatchScheduler<>(
            PLAIN,
            new BatchScheduler.Admission<>() {
              @Override
              public void at(String owner, long nanos) {
                admitted.add(owner);
              }

              @Override
              public int cachedTokens(String owner) {
                // The first one's prompt is there for those behind it, in the same step.
                return admitted.contains("a") ? cached.getOrDefault(owner, 0) : 0;
              }
            });
    scheduler.arrive("a", 0, 80, 1);
    scheduler.arrive("b", 0, 80, 1);
    scheduler.arrive("c", 0, 10, 1);
    scheduler.tick(0);
    assertThat(admitted).containsExactly("a", "b");
    assertThat(scheduler.dueNanos()).isEqualTo(1_000 + 20 + 80 + 20);
  }

  @Test
  void aRequestThatIsToldOfLateGetsNoStepOfThePast() {
    BatchScheduler<String> scheduler = new BatchScheduler<>(PLAIN, (owner, nanos) -> {});
    scheduler.arrive("a", 0, 0, 1);
    scheduler.tick(0);
    scheduler.tick(1_010);
    scheduler.arrive("b", 500, 0, 1);
    scheduler.tick(1_500);
    assertThat(scheduler.dueNanos()).isEqualTo(1_010 + 1_010);
  }

  @Test
  void latenessOfTheCallerDoesNotAddUp() {
    BatchScheduler<String> scheduler = new BatchScheduler<>(PLAIN, (owner, nanos) -> {});
    scheduler.arrive("a", 0, 0, 3);
    scheduler.tick(7);
    assertThat(scheduler.dueNanos()).isEqualTo(1_010);
    scheduler.tick(1_900);
    assertThat(scheduler.dueNanos()).isEqualTo(2_020);
  }

  @Test
  void sequencesAndPrefillTokensAreLimited() {
    BatchScheduler<Integer> scheduler = new BatchScheduler<>(PLAIN, (owner, nanos) -> {});
    for (int i = 0; i < 6; i++) {
      scheduler.arrive(i, 0, 40, 100);
    }
    scheduler.tick(0);
    assertThat(scheduler.running()).isEqualTo(2);
    scheduler.tick(scheduler.dueNanos());
    assertThat(scheduler.running()).isEqualTo(4);
    scheduler.tick(scheduler.dueNanos());
    assertThat(scheduler.running()).isEqualTo(4);
    assertThat(scheduler.waiting()).isEqualTo(2);
    scheduler.remove(0);
    scheduler.tick(scheduler.dueNanos());
    assertThat(scheduler.running()).isEqualTo(4);
    assertThat(scheduler.waiting()).isEqualTo(1);
  }

  @Test
  void aPromptLongerThanTheBudgetIsPrefilledAlone() {
    BatchScheduler<String> scheduler = new BatchScheduler<>(PLAIN, (owner, nanos) -> {});
    scheduler.arrive("long", 0, 5_000, 1);
    scheduler.tick(0);
    assertThat(scheduler.dueNanos()).isEqualTo(1_000 + 10 + 5_000);
  }

  @Test
  void everyRequestGetsExactlyItsTokensWhateverTheLoad() {
    Random random = new Random(11);
    BatchScheduler<Integer> scheduler = new BatchScheduler<>(PLAIN, (owner, nanos) -> {});
    Map<Integer, Integer> asked = new HashMap<>();
    Map<Integer, Integer> got = new HashMap<>();
    long now = 0;
    for (int i = 0; i < 2_000 || scheduler.dueNanos() != BatchScheduler.IDLE; ) {
      if (i < 2_000 && random.nextBoolean()) {
        int tokens = 1 + random.nextInt(20);
        asked.put(i, tokens);
        scheduler.arrive(i++, now, random.nextInt(150), tokens);
      }
      now = Math.max(now, Math.min(scheduler.dueNanos(), now + random.nextInt(2_000)));
      scheduler.tick(now).forEach(owner -> got.merge(owner, 1, Integer::sum));
    }
    assertThat(got).isEqualTo(asked);
  }

  /** The figures that the reference run printed: see the profile. */
  @ParameterizedTest
  @ValueSource(longs = {0, 200_000, 500_000})
  void theProfileHasTheShapeOfTheReferenceRun(long clientNanos) {
    Run run = Run.of(Timing.Batch.A100_QWEN25_05B, 50, 500, 135, 100, clientNanos);
    Distribution ttft = Distribution.of(run.ttftMillis());
    Distribution tpot = Distribution.of(run.tpotMillis());
    assertThat(ttft.median()).isBetween(23.0, 25.0);
    assertThat(ttft.mean()).isBetween(28.0, 33.0);
    assertThat(ttft.percentile(99)).isBetween(95.0, 101.0);
    assertThat(tpot.mean()).isBetween(4.68, 4.78);
  }

  @Test
  void stepsThatTakeLongerMakeTokensLaterByAsMuch() {
    Timing.Batch usual = Timing.Batch.A100_QWEN25_05B;
    double before = Distribution.of(Run.of(usual, 50, 100, 20, 100, 0).tpotMillis()).mean();
    double after =
        Distribution.of(Run.of(usual.withSteps(1.05), 50, 100, 20, 100, 0).tpotMillis()).mean();
    assertThat(after / before).isBetween(1.045, 1.055);
  }

  /** A closed model on the scheduler alone, in simulated time. */
  private record Run(List<Double> ttfts, List<Double> tpots) {

    /**
     * With a client that takes {@code clientNanos} from the end of an answer to its next request.
     */
    static Run of(
        Timing.Batch timing,
        int concurrency,
        int requests,
        int prompt,
        int tokens,
        long clientNanos) {
      BatchScheduler<Integer> scheduler = new BatchScheduler<>(timing, (owner, nanos) -> {});
      long[] sent = new long[requests];
      long[] first = new long[requests];
      int[] got = new int[requests];
      Run run = new Run(new ArrayList<>(), new ArrayList<>());
      int next = Math.min(concurrency, requests);
      Queue<Integer> arriving = new ArrayDeque<>();
      for (int i = 0; i < next; i++) {
        arriving.add(i);
      }
      while (!arriving.isEmpty() || scheduler.dueNanos() != BatchScheduler.IDLE) {
        long now = scheduler.dueNanos();
        Integer arrival = arriving.peek();
        if (arrival != null && sent[arrival] <= now) {
          scheduler.arrive(arriving.remove(), sent[arrival], prompt, tokens);
          continue;
        }
        for (int owner : scheduler.tick(now)) {
          if (got[owner]++ == 0) {
            first[owner] = now;
            run.ttfts.add((now - sent[owner]) / 1e6);
          }
          if (got[owner] == tokens) {
            run.tpots.add((now - first[owner]) / 1e6 / (tokens - 1));
            if (next < requests) {
              sent[next] = now + clientNanos;
              arriving.add(next++);
            }
          }
        }
      }
      return run;
    }

    double[] ttftMillis() {
      return ttfts.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double[] tpotMillis() {
      return tpots.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }
}
