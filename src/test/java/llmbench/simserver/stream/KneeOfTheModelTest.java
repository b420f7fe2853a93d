package llmbench.simserver.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntFunction;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.levels.Knee;
import llmbench.metrics.levels.LevelFigures;
import llmbench.metrics.numbers.Distribution;
import llmbench.simserver.config.Timing;
import org.junit.jupiter.api.Test;

/**
 * The knee of whole sweeps of the simulated server's batch model, request by request and with what
 * a run has at its ends, against the model's own numbers: three seeds of ten servers each.
 */
class KneeOfTheModelTest extends OfTheModelTest {

  private static final List<Integer> LOADS = List.of(1, 2, 4, 8, 16, 32, 64, 128, 256);
  private static final int LAST = LOADS.get(LOADS.size() - 1);

  /** Of a server's sweep: where its knee is by the model's numbers, and where it was found. */
  private record Found(double load, Knee knee) {

    boolean isAtTheLevel() {
      return LOADS.get(knee.place()).equals(nearest(load));
    }

    boolean isSaturated() {
      return knee.kind() == Knee.Kind.SATURATED;
    }

    /** How many times as high as it is. */
    double off() {
      return knee.load() / load;
    }
  }

  /** Room for 8, 16, … 128, with the reference run's 500 prompts a level. */
  @Test
  void whereItIsALevelItIsFoundThere() {
    List<Found> found = sweeps(users -> 500, random -> LOADS.get(3 + random.nextInt(5)));
    assertThat(found).allMatch(Found::isSaturated).allMatch(Found::isAtTheLevel);
    assertThat(found).extracting(Found::off).allMatch(off -> 0.95 < off && off < 1.1);
  }

  /** A neighbour where it is about half way between two levels. */
  @Test
  void whereItIsBetweenLevelsItIsAtTheNearerOneOrItsNeighbour() {
    List<Found> found = sweeps(users -> 500, random -> 6 + random.nextInt(170));
    assertThat(found).allMatch(Found::isSaturated);
    assertThat(found).filteredOn(Found::isAtTheLevel).hasSizeGreaterThanOrEqualTo(24);
    assertThat(found).extracting(Found::off).allMatch(off -> 0.9 < off && off < 1.1);
  }

  /** Starts and ends are part of every level then, but of the full ones less: it is a tenth up. */
  @Test
  void ofTenPromptsForEachUserItIsATenthHigher() {
    List<Found> found = sweeps(users -> 10 * users, random -> 6 + random.nextInt(170));
    assertThat(found).allMatch(Found::isSaturated);
    assertThat(found).filteredOn(Found::isAtTheLevel).hasSizeGreaterThanOrEqualTo(18);
    assertThat(found).extracting(Found::off).allMatch(off -> 1.05 < off && off < 1.2);
  }

  /**
   * Throughput grows up to the last level. Of that few rounds are measured, which costs it a part
   * of its throughput, so that the knee is a little low; of two rounds it may seem to be full.
   */
  @Test
  void whereThereIsRoomForAllItIsWhereThroughputGrowsLessThanLatency() {
    List<Found> found = sweeps(users -> 1_000, random -> 2 * LAST);
    assertThat(found).noneMatch(Found::isSaturated);
    assertThat(found).extracting(Found::off).allMatch(off -> 0.8 < off && off < 1.05);
  }

  private static List<Found> sweeps(IntUnaryOperator requests, ToIntFunction<Random> capacity) {
    List<Found> sweeps = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      for (int i = 0; i < 10; i++) {
        sweeps.add(found(capacity.applyAsInt(random), requests, random));
      }
    }
    return sweeps;
  }

  private static Found found(int capacity, IntUnaryOperator requests, Random random) {
    Timing.Batch server = Timing.Batch.A100_QWEN25_05B.withMaxSequences(capacity);
    List<LevelFigures> levels =
        LOADS.stream()
            .map(users -> level(users, run(server, users, requests.applyAsInt(users), random)))
            .toList();
    Knee knee = Knee.of(levels).orElseThrow();
    boolean isFull = capacity < LAST;
    return new Found(isFull ? capacity : power(server), knee);
  }

  private static int nearest(double load) {
    return LOADS.stream()
        .min(Comparator.comparingDouble(each -> Math.abs(Math.log(each / load))))
        .orElseThrow();
  }

  /** So many make an answer twice as long as one alone: there throughput over latency is most. */
  private static double power(Timing.Batch server) {
    double each = server.sequenceNanos() + (double) PROMPT / ANSWER * server.prefillTokenNanos();
    long way = server.frontEndNanos() + server.latencyNanos() + MEAN_MOMENT_NANOS;
    return (server.stepNanos() + (double) way / ANSWER) / each;
  }

  private static LevelFigures level(int users, List<Times> times) {
    double seconds = times.stream().mapToDouble(Times::endMillis).max().orElseThrow() / 1e3;
    double output = times.stream().mapToInt(Times::tokens).sum() / seconds;
    return new LevelFigures(
        users,
        output,
        output + times.size() * PROMPT / seconds,
        times.size() / seconds,
        Map.of(
            LatencyMetric.E2EL,
            Distribution.of(times.stream().mapToDouble(Times::e2elMillis).toArray())));
  }
}
