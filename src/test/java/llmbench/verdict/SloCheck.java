package llmbench.verdict;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.conversations.Conversations;
import llmbench.metrics.conversations.TurnGroup;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.slo.Slo;
import llmbench.options.slo.SloStatistic;

/**
 * Holds a run's figures against limits. The figures are vLLM bench's, over our successes, and the
 * true ones; nothing is rounded.
 *
 * @param figures of the run
 * @param seen the true ones; empty where there are no token times of ours
 * @param conversations what they came to; empty where no request is a turn of one
 * @param timed whether tokens were timed at all, by us or by the tool
 */
public record SloCheck(
    VllmFigures figures,
    Optional<TrueFigures> seen,
    Optional<Conversations> conversations,
    boolean timed) {

  /**
   * What came of each limit, in their order.
   *
   * @param baseline of limits that are from one
   */
  public List<SloResult> of(List<Slo> slos, SloBaseline baseline) {
    return slos.stream()
        .map(slo -> new SloResult(slo, SloLimit.of(slo, baseline), measured(slo.statistic())))
        .toList();
  }

  /** A statistic of the run; empty where it has none. */
  public OptionalDouble measured(SloStatistic statistic) {
    SloStatistic.Quantity quantity = statistic.quantity();
    if (quantity.isSpread()) {
      return of(statistic, spread(quantity));
    }
    return quantity instanceof SloStatistic.TurnGoodput goodput
        ? turns(goodput.turns()).map(TurnGroup::goodPercent).orElse(OptionalDouble.empty())
        : of((SloStatistic.Total) quantity);
  }

  /** Of a latency: the tool's or the true one, or the tool's of some turns. */
  Distribution spread(SloStatistic.Quantity latency) {
    if (latency instanceof SloStatistic.TurnLatency ofTurns) {
      return turns(ofTurns.turns())
          .map(group -> group.of(ofTurns.metric()))
          .orElse(Distribution.EMPTY);
    }
    SloStatistic.Latency ofAll = (SloStatistic.Latency) latency;
    LatencyMetric metric = ofAll.metric();
    if (ofAll.observed()) {
      return seen.map(all -> all.of(metric)).orElse(Distribution.EMPTY);
    }
    return timed || !metric.timesTokens() ? figures.of(metric) : Distribution.EMPTY;
  }

  /** How many requests failed that this latency would be of; of gaps nobody knows. */
  int failed(SloStatistic.Quantity latency) {
    if (latency instanceof SloStatistic.TurnLatency ofTurns) {
      return turns(ofTurns.turns()).map(TurnGroup::failed).orElse(0);
    }
    return ((SloStatistic.Latency) latency).metric().isOfGaps() ? 0 : figures.failed();
  }

  private Optional<TurnGroup> turns(SloStatistic.Turns which) {
    return conversations.map(
        all ->
            switch (which) {
              case FIRST -> all.first();
              case LATER -> all.later();
            });
  }

  private OptionalDouble of(SloStatistic.Total total) {
    return switch (total) {
      case REQUEST_THROUGHPUT -> some(figures.requestThroughput(), ofAny());
      case OUTPUT_THROUGHPUT -> some(figures.outputThroughput(), ofAny() && timed);
      case TOTAL_TOKEN_THROUGHPUT -> some(figures.totalThroughput(), ofAny() && timed);
      case REQUEST_GOODPUT -> timed ? figures.requestGoodput() : OptionalDouble.empty();
      case GOODPUT_SHARE -> goodShare();
      case ERROR_RATE -> some(DoubtNumbers.percent(figures.failed(), all()), all() > 0);
      case COMPLETED -> some(figures.completed(), true);
      case FAILED -> some(figures.failed(), true);
      case DURATION -> some(figures.durationSeconds(), all() > 0);
    };
  }

  private static OptionalDouble of(SloStatistic statistic, Distribution values) {
    if (values.size() == 0) {
      return OptionalDouble.empty();
    }
    return switch (statistic.aggregate()) {
      case NONE -> OptionalDouble.empty();
      case MEAN -> OptionalDouble.of(values.mean());
      case MEDIAN -> OptionalDouble.of(values.median());
      case STD -> OptionalDouble.of(values.standardDeviation());
      case MIN -> OptionalDouble.of(values.min());
      case MAX -> OptionalDouble.of(values.max());
      case PERCENTILE -> OptionalDouble.of(values.percentile(statistic.percent()));
    };
  }

  private OptionalDouble goodShare() {
    return timed && figures.goodRequests().isPresent() && all() > 0
        ? OptionalDouble.of(DoubtNumbers.percent(figures.goodRequests().getAsInt(), all()))
        : OptionalDouble.empty();
  }

  private static OptionalDouble some(double value, boolean there) {
    return there ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private boolean ofAny() {
    return figures.completed() > 0;
  }

  /** All requests, failures among them. */
  int all() {
    return figures.completed() + figures.failed();
  }
}
