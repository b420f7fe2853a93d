package llmbench.metrics.levels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.levels.LevelStatistic.Aggregate;
import org.junit.jupiter.api.Test;

/** What is said of levels whose figures are known: of a server that works on so many at once. */
class SweepAnswerTest {

  private static final int[] DOUBLED = {1, 2, 4, 8, 16, 32, 64, 128};

  /** One request takes 100 ms alone and 1 ms more for each beside it; 10 tokens each. */
  private static LevelRun run(int load, int capacity, Map<String, Boolean> slos) {
    double working = Math.min(load, capacity);
    double seconds = 0.099 + 0.001 * working;
    Map<LevelStatistic, Double> statistics = new LinkedHashMap<>();
    statistics.put(LevelStatistic.OUTPUT, 10 * working / seconds);
    double waiting = 1000 * seconds * (load - working) / working;
    statistics.put(LevelStatistic.of(LatencyMetric.TTFT, Aggregate.P99), 10 + waiting);
    statistics.put(LevelStatistic.of(LatencyMetric.E2EL, Aggregate.MEAN), 1000 * seconds + waiting);
    return run("concurrency-" + load, OptionalInt.of(load), statistics, slos);
  }

  private static LevelRun run(
      String name,
      OptionalInt atOnce,
      Map<LevelStatistic, Double> statistics,
      Map<String, Boolean> slos) {
    return new LevelRun(name, name, atOnce, Double.POSITIVE_INFINITY, 10, 0, statistics, slos);
  }

  private static SweepFigures sweep(int capacity, int... loads) {
    return SweepFigures.of(
        IntStream.of(loads).mapToObj(load -> run(load, capacity, Map.of())).toList());
  }

  @Test
  void whatIsBeyondTheCapacityOnlyWaits() {
    SweepFigures sweep = sweep(32, DOUBLED);
    assertThat(sweep.answer())
        .isEqualTo(
            "Throughput stops paying at 32 at once: 2,443 tok/s there, P99 TTFT 10.0 ms;"
                + " beyond it requests only wait.");
    assertThat(sweep.oversaturated()).containsExactlyInAnyOrder(6, 7);
    assertThat(sweep.front()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void aKneeBetweenLevelsIsSaidToBeThere() {
    assertThat(sweep(45, DOUBLED).answer())
        .matches(
            "Throughput stops paying at about 4\\d at once, between 32 \\(2,443 tok/s, P99 TTFT"
                + " 10\\.0 ms\\) and 64 \\(3,125 tok/s, P99 TTFT .* ms\\); beyond it requests only"
                + " wait\\.");
  }

  @Test
  void whileItPaysItsEndIsBeyond() {
    assertThat(sweep(1000, 1, 2, 4, 8, 16).answer())
        .isEqualTo(
            "Throughput pays up to the highest load, so that its end is beyond: the most is 1,391"
                + " tok/s at 16 at once, P99 TTFT 10.0 ms.");
  }

  @Test
  void whereMoreTakesMoreThanItGivesItPaysBestBefore() {
    assertThat(sweep(10_000, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024).answer())
        .startsWith("Throughput pays best at about 99 at once, between 64 (3,926 tok/s, P99 TTFT")
        .endsWith("; beyond it latency grows by more, in percent, than throughput does.");
  }

  @Test
  void tooFewLoadsAreToldApart() {
    assertThat(sweep(4, 1, 8, 64).answer())
        .isEqualTo(
            "Where throughput stops paying takes 4 loads to say, and there are 3: the most is 388"
                + " tok/s at 8 at once, P99 TTFT 113 ms.");
    assertThat(sweep(4, 8).answer())
        .isEqualTo("One level alone has nothing to be compared with: 388 tok/s, P99 TTFT 113 ms.");
  }

  /** Of two runs Student's t is 12.7 standard errors. */
  @Test
  void repeatsHaveAnInterval() {
    List<LevelRun> runs = new ArrayList<>();
    for (double rate : new double[] {990, 1010}) {
      runs.add(run("", OptionalInt.of(8), Map.of(LevelStatistic.OUTPUT, rate), Map.of()));
    }
    assertThat(SweepFigures.of(runs).answer()).isEqualTo("2 runs of it: 1,000 ± 127 tok/s.");
  }

  private static String withSlo(Boolean... kept) {
    List<LevelRun> runs = new ArrayList<>();
    for (int place = 0; place < kept.length; place++) {
      runs.add(run(DOUBLED[place], 4, Map.of("p99_ttft<=200ms", kept[place])));
    }
    return SweepFigures.of(runs).answer();
  }

  @Test
  void anSloIsKeptUpToSomeLoad() {
    assertThat(withSlo(true, true, true, false, false))
        .isEqualTo(
            "Up to 4 at once keep p99_ttft<=200ms, with 388 tok/s, P99 TTFT 10.0 ms; 8 do not.");
    assertThat(withSlo(true, false, true, true, false))
        .endsWith("; 2 do not, though 4, 8 again do.");
    assertThat(withSlo(false, false))
        .isEqualTo(
            "Not even the lowest load, 1 at once, keeps p99_ttft<=200ms: 100 tok/s there, P99 TTFT"
                + " 10.0 ms.");
    assertThat(withSlo(true, true))
        .isEqualTo(
            "All loads up to the highest, 2 at once, keep p99_ttft<=200ms: 198 tok/s there, P99"
                + " TTFT 10.0 ms.");
    assertThat(withSlo(false)).startsWith("The load of 1 at once does not keep p99_ttft<=200ms: ");
  }

  @Test
  void everyRunOfALevelHasToKeepIt() {
    LevelRun kept = run(1, 4, Map.of("s", true));
    LevelRun broken = run(1, 4, Map.of("s", false));
    SweepFigures sweep = SweepFigures.of(List.of(kept, broken, run(2, 4, Map.of("s", true))));
    assertThat(sweep.levels().get(0).goals()).containsExactly(new SweptLevel.Goal("s", 1, 2));
    assertThat(sweep.answer()).startsWith("Not even the lowest load, 1 at once, keeps s, though 2");
  }

  @Test
  void levelsOfOneLoadAreCalledByTheirNames() {
    Map<String, Boolean> kept = Map.of("s", true);
    List<LevelRun> runs =
        List.of(
            run("small", OptionalInt.of(8), Map.of(LevelStatistic.OUTPUT, 500.0), kept),
            run(
                "big",
                OptionalInt.of(8),
                Map.of(LevelStatistic.OUTPUT, 300.0),
                Map.of("s", false)));
    SweepFigures sweep = SweepFigures.of(runs);
    assertThat(sweep.knee()).isEmpty();
    assertThat(sweep.answer())
        .isEqualTo("1 of 2 levels keep s, the fastest of them with 500 tok/s at small.");
  }

  @Test
  void whereNothingSucceededThatIsAll() {
    LevelRun run = run("concurrency-1", OptionalInt.of(1), Map.of(), Map.of("s", false));
    assertThat(SweepFigures.of(List.of(run)).answer()).isEqualTo("Nothing succeeded at any level.");
  }

  /** Rates are the load where levels differ in them, an endless one beyond all others. */
  @Test
  void ratesAreALoad() {
    List<LevelRun> runs = new ArrayList<>();
    for (double rate : new double[] {Double.POSITIVE_INFINITY, 2.5, 1}) {
      runs.add(
          new LevelRun(
              "rate-" + rate,
              "rate-" + rate,
              OptionalInt.of(100),
              rate,
              10,
              0,
              Map.of(LevelStatistic.TOTAL, Math.min(rate, 4) * 10),
              Map.of()));
    }
    SweepFigures sweep = SweepFigures.of(runs);
    assertThat(sweep.levels())
        .extracting(sweep::words)
        .containsExactly("1 request a second", "2.5 requests a second", "an endless rate");
    assertThat(sweep.throughput()).as("embeddings have no output").isEqualTo(LevelStatistic.TOTAL);
    assertThat(sweep.answer())
        .endsWith("and there are 2: the most is 40.0 tok/s at an endless rate.");
  }
}
