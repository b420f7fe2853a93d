package llmbench.metrics.levels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.MeanEstimate;

/** A level and its figures as sentences have them. */
final class LevelWords {

  /** From here on numbers need no decimals. */
  private static final double LARGE = 100;

  /** Latencies that say how a level is for its users, the best first. */
  private static final List<LevelStatistic> OF_USERS =
      List.of(
          LevelStatistic.of(LatencyMetric.TTFT, LevelStatistic.Aggregate.P99),
          LevelStatistic.of(LatencyMetric.E2EL, LevelStatistic.Aggregate.P99));

  private final SweepFigures sweep;

  LevelWords(SweepFigures sweep) {
    this.sweep = sweep;
  }

  /** Its load, or, where others have the same, its name. */
  String name(SweptLevel level) {
    return sweep.words(level);
  }

  /** Its load as a number. */
  String number(SweptLevel level) {
    return sweep.kind().number(level.load());
  }

  /**
   * Its throughput and a latency.
   *
   * @param where that is, behind the throughput, with a blank in front; may be empty
   */
  String figures(SweptLevel level, String where) {
    List<String> parts = new ArrayList<>();
    level
        .statistic(sweep.throughput())
        .ifPresent(rate -> parts.add(number(rate) + " " + sweep.throughput().unit() + where));
    OF_USERS.stream()
        .filter(latency -> level.statistic(latency).isPresent())
        .findFirst()
        .ifPresent(
            latency ->
                parts.add(
                    latency.title()
                        + " "
                        + number(level.statistic(latency).orElseThrow())
                        + " "
                        + latency.unit()));
    return parts.isEmpty() ? "no success" + where : String.join(", ", parts);
  }

  private static String number(MeanEstimate estimate) {
    String mean = number(estimate.mean());
    return estimate
        .interval()
        .map(interval -> mean + " ± " + number(interval.halfWidth()))
        .orElse(mean);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) >= LARGE ? "%,.0f" : "%.1f", value);
  }
}
