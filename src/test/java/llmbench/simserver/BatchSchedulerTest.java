package llmbench.simserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import llmbench.metrics.Distribution;
import org.junit.jupiter.api.Test;

class BatchSchedulerTest {

  private static final Timing.Batch PLAIN = new Timing.Batch("plain", 0, 0, 1_000, 10, 1, 4, 100);

  @Test
  void aStepCostsItsSequencesAndItsPrefill() {
    BatchScheduler<String> scheduler = new BatchScheduler<>(PLAIN);
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
  void latenessOfTheCallerDoesNotAddUp() {
    BatchScheduler<String> scheduler = new BatchScheduler<>(PLAIN);
    scheduler.arrive("a", 0, 0, 3);
    scheduler.tick(7);
    assertThat(scheduler.dueNanos()).isEqualTo(1_010);
    scheduler.tick(1_900);
    assertThat(scheduler.dueNanos()).isEqualTo(2_020);
  }

  @Test
  void sequencesAndPrefillTokensAreLimited() {
    BatchScheduler<Integer> scheduler = new BatchScheduler<>(PLAIN);
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
    BatchScheduler<String> scheduler = new BatchScheduler<>(PLAIN);
    scheduler.arrive("long", 0, 5_000, 1);
    scheduler.tick(0);
    assertThat(scheduler.dueNanos()).isEqualTo(1_000 + 10 + 5_000);
  }

  @Test
  void everyRequestGetsExactlyItsTokensWhateverTheLoad() {
    Random random = new Random(11);
    BatchScheduler<Integer> scheduler = new BatchScheduler<>(PLAIN);
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

  @Test
  void theProfileHasTheShapeOfTheReferenceRun() {
    Run run = Run.of(Timing.Batch.A100_QWEN25_05B, 50, 500, 129, 100);
    Distribution ttft = Distribution.of(run.ttftMillis());
    Distribution tpot = Distribution.of(run.tpotMillis());
    assertThat(ttft.median()).isBetween(21.0, 27.0);
    assertThat(ttft.mean()).isBetween(25.0, 38.0);
    assertThat(ttft.percentile(99)).isBetween(75.0, 120.0);
    assertThat(tpot.mean()).isBetween(4.6, 4.85);
  }

  /** A closed model on the scheduler alone, in simulated time. */
  private record Run(List<Double> ttfts, List<Double> tpots) {

    static Run of(Timing.Batch timing, int concurrency, int requests, int prompt, int tokens) {
      BatchScheduler<Integer> scheduler = new BatchScheduler<>(timing);
      long[] sent = new long[requests];
      long[] first = new long[requests];
      int[] got = new int[requests];
      Run run = new Run(new ArrayList<>(), new ArrayList<>());
      int next = 0;
      for (; next < concurrency; next++) {
        scheduler.arrive(next, 0, prompt, tokens);
      }
      while (scheduler.dueNanos() != BatchScheduler.IDLE) {
        long now = scheduler.dueNanos();
        for (int owner : scheduler.tick(now)) {
          if (got[owner]++ == 0) {
            first[owner] = now;
            run.ttfts.add((now - sent[owner]) / 1e6);
          }
          if (got[owner] == tokens) {
            run.tpots.add((now - first[owner]) / 1e6 / (tokens - 1));
            if (next < requests) {
              sent[next] = now;
              scheduler.arrive(next++, now, prompt, tokens);
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
