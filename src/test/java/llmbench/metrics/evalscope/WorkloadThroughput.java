package llmbench.metrics.evalscope;

import java.util.Optional;
import java.util.function.UnaryOperator;
import llmbench.metrics.request.Collector;
import llmbench.metrics.request.TokenCounters;
import llmbench.timeline.RequestRecord;

/**
 * Tokens a second over the whole of a run, at its end and behind its start, by when each request
 * was completed. Source: {@code evalscope/perf/utils/workload_timeline.py} of 1.14.1.
 *
 * @param samples successful requests
 * @param wallSeconds from the first one's start to the last one's completion
 * @param overall from the first request's start on
 * @param last over the last 30 seconds, or over all of a shorter run
 * @param steady without the first 20 % of the time
 */
public record WorkloadThroughput(
    int samples, double wallSeconds, Rates overall, Rates last, Rates steady) {

  /**
   * Tokens a second.
   *
   * @param totalPrompt of prompts
   * @param newPrompt of prompts, without those that the prefix cache had
   * @param cachedPrompt of prompts, those that the prefix cache had
   * @param completion of answers
   */
  public record Rates(
      double totalPrompt, double newPrompt, double cachedPrompt, double completion) {}

  /** Of the requests of a run, in the order in which they ended; empty where none succeeded. */
  public static Optional<WorkloadThroughput> of(Iterable<EvalscopeRequest> requests) {
    WorkloadTimeline timeline = new WorkloadTimeline();
    requests.forEach(timeline::add);
    return timeline.throughput();
  }

  /**
   * Collects it from a walk that others share.
   *
   * @param judge what is done to each request before the dialect sees it
   */
  public static Collector<Optional<WorkloadThroughput>> collector(
      EvalscopeDialect dialect, UnaryOperator<RequestRecord> judge, TokenCounters counters) {
    WorkloadTimeline timeline = new WorkloadTimeline();
    return new Collector<>() {
      @Override
      public void take(RequestRecord request) {
        timeline.add(dialect.request(judge.apply(request), counters));
      }

      @Override
      public Optional<WorkloadThroughput> figures() {
        return timeline.throughput();
      }
    };
  }
}
