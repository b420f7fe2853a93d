package llmbench.verdict;

import java.util.List;
import java.util.OptionalDouble;
import llmbench.metrics.numbers.Distribution;
import llmbench.options.slo.Slo;
import llmbench.options.slo.Slo.Comparison;
import llmbench.options.slo.SloStatistic;
import llmbench.options.slo.SloStatistic.Aggregate;
import llmbench.options.slo.SloStatistic.Total;
import llmbench.plan.GoalOutcome;

/**
 * How surely limits are kept: a percentile's limit is a matter of how many values keep it by
 * themselves, a rate of errors one of how many requests had none; anything else is the whole run's.
 *
 * @param check of the run
 */
public record SloGoals(SloCheck check) {

  private static final double PERCENT = 100;
  private static final double MIDDLE = 50;

  /** That of each limit, in their order; these are the run's own. */
  public List<GoalOutcome> of(List<SloResult> results) {
    return results.stream().map(this::of).toList();
  }

  private GoalOutcome of(SloResult result) {
    Slo slo = result.slo();
    OptionalDouble limit = result.limitValue();
    SloStatistic statistic = slo.statistic();
    Comparison comparison = slo.comparison();
    boolean most = comparison == Comparison.AT_MOST || comparison == Comparison.BELOW;
    boolean bounded = most && limit.isPresent();
    if (bounded && statistic.quantity().isSpread()) {
      double percent = percent(statistic);
      Distribution values = check.spread(statistic.quantity());
      if (percent > 0 && percent < PERCENT && values.size() > 0) {
        // A request that failed keeps no limit of a latency of whole requests.
        int failed = check.failed(statistic.quantity());
        return share(slo, limit.getAsDouble(), values, failed, percent / PERCENT);
      }
    }
    if (bounded && statistic.quantity() == Total.ERROR_RATE && check.all() > 0) {
      return new GoalOutcome.Share(
          slo.text(), check.figures().completed(), check.all(), 1 - limit.getAsDouble() / PERCENT);
    }
    return new GoalOutcome.Figure(slo.text(), result.kept() ? 1 : 0, 1);
  }

  private static double percent(SloStatistic statistic) {
    if (statistic.aggregate() == Aggregate.MEDIAN) {
      return MIDDLE;
    }
    return statistic.aggregate() == Aggregate.PERCENTILE ? statistic.percent() : 0;
  }

  private static GoalOutcome share(
      Slo slo, double limit, Distribution values, int failed, double needed) {
    int good = values.upTo(limit, slo.comparison() == Comparison.AT_MOST);
    return new GoalOutcome.Share(slo.text(), good, (long) values.size() + failed, needed);
  }
}
