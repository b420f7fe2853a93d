package llmbench.metrics.levels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.MeanEstimate;

/**
 * A level of a sweep: a setting with all its runs together.
 *
 * @param setting its name
 * @param runs names of the directories of its runs, at least one
 * @param load what it was asked for, by the sweep's {@link LoadKind}; may be infinite
 * @param succeeded requests of all its runs
 * @param failed requests of all its runs
 * @param statistics over its runs, of those that have each
 * @param goals what came of each SLO
 */
public record SweptLevel(
    String setting,
    List<String> runs,
    double load,
    long succeeded,
    long failed,
    Map<LevelStatistic, MeanEstimate> statistics,
    List<Goal> goals) {

  /**
   * An SLO at a level.
   *
   * @param slo as it is written
   * @param kept in how many of its runs
   * @param of how many
   */
  public record Goal(String slo, int kept, int of) {

    /** Whether every run kept it. */
    public boolean isKept() {
      return kept == of;
    }
  }

  public SweptLevel {
    runs = List.copyOf(runs);
    statistics = Map.copyOf(statistics);
    goals = List.copyOf(goals);
  }

  /** Those of one setting. */
  static SweptLevel of(LoadKind kind, List<LevelRun> runs) {
    double load = kind.load(runs.get(0));
    Map<LevelStatistic, MeanEstimate> statistics = new LinkedHashMap<>();
    for (LevelStatistic statistic : LevelStatistic.ALL) {
      double[] values =
          runs.stream()
              .map(run -> value(run, statistic, load))
              .flatMapToDouble(OptionalDouble::stream)
              .toArray();
      if (values.length > 0) {
        statistics.put(statistic, MeanEstimate.of(values));
      }
    }
    return new SweptLevel(
        runs.get(0).setting(),
        runs.stream().map(LevelRun::name).toList(),
        load,
        runs.stream().mapToLong(LevelRun::succeeded).sum(),
        runs.stream().mapToLong(LevelRun::failed).sum(),
        statistics,
        goals(runs));
  }

  /** The same with these goals. */
  SweptLevel judged(List<Goal> others) {
    return new SweptLevel(setting, runs, load, succeeded, failed, statistics, others);
  }

  private static OptionalDouble value(LevelRun run, LevelStatistic statistic, double load) {
    boolean perUser = statistic.equals(LevelStatistic.PER_USER);
    Double value = run.statistics().get(perUser ? LevelStatistic.OUTPUT : statistic);
    if (value == null || (perUser && Double.isInfinite(load))) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(perUser ? value / load : value);
  }

  private static List<Goal> goals(List<LevelRun> runs) {
    Set<String> slos = new LinkedHashSet<>();
    runs.forEach(run -> slos.addAll(run.slos().keySet()));
    List<Goal> goals = new ArrayList<>();
    for (String slo : slos) {
      List<Boolean> kept =
          runs.stream().map(run -> run.slos().get(slo)).filter(Objects::nonNull).toList();
      goals.add(new Goal(slo, (int) kept.stream().filter(each -> each).count(), kept.size()));
    }
    return goals;
  }

  /** A statistic over its runs; empty where none has it. */
  public Optional<MeanEstimate> statistic(LevelStatistic which) {
    return Optional.ofNullable(statistics.get(which));
  }

  /** All requests of its runs. */
  public long requests() {
    return succeeded + failed;
  }

  /** Whether every run kept every SLO. */
  public boolean isKept() {
    return goals.stream().allMatch(Goal::isKept);
  }

  /**
   * What the knee, the front and what is too much are found by.
   *
   * @param throughput by which levels are compared
   */
  LevelFigures figures(LevelStatistic throughput) {
    // Nobody looks at more of a latency than its mean.
    Distribution latency =
        statistic(LevelStatistic.of(LatencyMetric.E2EL, LevelStatistic.Aggregate.MEAN))
            .map(mean -> Distribution.of(mean.mean()))
            .orElse(Distribution.EMPTY);
    return new LevelFigures(
        load,
        mean(throughput),
        mean(LevelStatistic.TOTAL),
        mean(LevelStatistic.REQUESTS),
        Map.of(LatencyMetric.E2EL, latency));
  }

  private double mean(LevelStatistic statistic) {
    return statistic(statistic).map(MeanEstimate::mean).orElse(0.0);
  }
}
