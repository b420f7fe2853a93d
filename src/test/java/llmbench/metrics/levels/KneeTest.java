package llmbench.metrics.levels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.simserver.config.Timing;
import org.junit.jupiter.api.Test;

/** Against the formula of the simulated server, whose capacity is known. */
class KneeTest {

  private static final double TOKENS = 100;
  private static final double[] DOUBLED = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

  /** Ten sweeps of each seed, figures 2 % off. */
  @Test
  void itIsWhereTheServersBatchIsFull() {
    for (int seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      int found = 0;
      double farthest = 0;
      for (int sweep = 0; sweep < 10; sweep++) {
        int capacity = 1 << (3 + random.nextInt(6));
        List<LevelFigures> levels = levels(capacity, 0.02, random, DOUBLED);
        Knee knee = Knee.of(levels).orElseThrow();
        assertThat(knee.kind()).isEqualTo(Knee.Kind.SATURATED);
        found += levels.get(knee.place()).load() == capacity ? 1 : 0;
        farthest = Math.max(farthest, Math.abs(Math.log(knee.load() / capacity)));
      }
      assertThat(found).as("seed %d", seed).isEqualTo(10);
      assertThat(farthest).as("seed %d", seed).isLessThan(0.15);
    }
  }

  /** Capacities that are no level: the knee is told within a tenth, its level is a neighbour. */
  @Test
  void itIsFoundBetweenLevels() {
    Random random = new Random(4);
    for (int sweep = 0; sweep < 30; sweep++) {
      int capacity = 6 + random.nextInt(250);
      Knee knee = Knee.of(levels(capacity, 0.02, random, DOUBLED)).orElseThrow();
      assertThat(Math.log(knee.load() / capacity)).as("%d", capacity).isCloseTo(0, within(0.15));
      assertThat(DOUBLED[knee.place()] / capacity).isBetween(0.6, 1.6);
    }
  }

  @Test
  void whileThroughputGrowsThereIsNoCapacity() {
    Random random = new Random(5);
    int wrong = 0;
    for (int sweep = 0; sweep < 100; sweep++) {
      Optional<Knee> knee = Knee.of(levels(256, 0.02, random, 1, 2, 4, 8, 16, 32, 64, 128));
      wrong += knee.isPresent() ? 1 : 0;
    }
    assertThat(wrong).isLessThanOrEqualTo(6);
  }

  /** One step of 4 ms, and 0.2 ms for each: at 20 both cost the same. */
  @Test
  void whereThroughputGrowsLessThanLatencyIsTheLargestPower() {
    List<LevelFigures> levels =
        DoubleStream.of(DOUBLED).mapToObj(n -> level(n, n / (4 + 0.2 * n), 4 + 0.2 * n)).toList();
    Knee knee = Knee.of(levels).orElseThrow();
    assertThat(knee.kind()).isEqualTo(Knee.Kind.DIMINISHING);
    assertThat(knee.load()).isCloseTo(20, within(1e-6));
    assertThat(DOUBLED[knee.place()]).isEqualTo(16);
  }

  /** A server that keeps up with 40 requests a second, at rates. */
  @Test
  void ratesBeyondWhatTheServerKeepsUpWithAreBeyondTheKnee() {
    Random random = new Random(6);
    List<LevelFigures> levels = new ArrayList<>();
    for (double rate : new double[] {5, 10, 20, 40, 80, 160}) {
      levels.add(level(rate, noisy(100 * Math.min(rate, 40), 0.02, random), rate <= 40 ? 1 : 9));
    }
    assertThat(Knee.of(levels).orElseThrow().place()).isEqualTo(3);
    assertThat(Oversaturated.of(levels, Oversaturated.USUAL_NOISE)).contains(4);
  }

  @Test
  void threeLevelsSayNothing() {
    assertThat(Knee.of(levels(2, 0, new Random(7), 1, 2, 4))).isEmpty();
    assertThat(Knee.of(List.of())).isEmpty();
  }

  @Test
  void whatOnlyWaitsIsOversaturated() {
    Random random = new Random(8);
    for (int sweep = 0; sweep < 30; sweep++) {
      List<LevelFigures> levels = levels(64, 0.006, random, DOUBLED);
      assertThat(Oversaturated.of(levels, Oversaturated.USUAL_NOISE)).containsExactly(7, 8, 9);
    }
  }

  private static List<LevelFigures> levels(
      int capacity, double noise, Random random, double... loads) {
    Timing.Batch server = Timing.Batch.A100_QWEN25_05B.withMaxSequences(capacity);
    List<LevelFigures> levels = new ArrayList<>();
    for (double load : loads) {
      double throughput = TOKENS * Math.min(load, capacity) / seconds(server, load);
      // Little: what is in flight is throughput times latency.
      double latency = TOKENS * load / throughput;
      levels.add(
          level(load, noisy(throughput, noise, random), noisy(1000 * latency, noise, random)));
    }
    return levels;
  }

  /** From its admission to its end, of a request with so many about. */
  private static double seconds(Timing.Batch server, double load) {
    double running = Math.min(load, server.maxSequences());
    double prefill = running / TOKENS * TOKENS * server.prefillTokenNanos();
    double step = server.stepNanos() + running * server.sequenceNanos() + prefill;
    return (server.frontEndNanos() + server.latencyNanos() + TOKENS * step) / 1e9;
  }

  private static double noisy(double value, double noise, Random random) {
    return value * (1 + noise * random.nextGaussian());
  }

  private static LevelFigures level(double load, double throughput, double latencyMillis) {
    return new LevelFigures(
        load,
        throughput,
        2 * throughput,
        throughput / TOKENS,
        Map.of(LatencyMetric.E2EL, Distribution.of(latencyMillis)));
  }
}
