package llmbench.metrics.vllm;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.request.Collector;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.server.DiffusionDecoding;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;

/**
 * Everything that {@code vllm bench serve} says of a run. Source: {@code calculate_metrics()} and
 * {@code benchmark()} of {@code vllm/benchmarks/serve.py}, the same in 0.11.0 to 0.33.0. Times are
 * over successful requests and in milliseconds.
 *
 * @param completed requests that succeeded
 * @param failed requests that did not
 * @param durationSeconds to the last end, failures included, from the first start or, of requests
 *     that had times of their own, from the zero of these ({@link MeasuredTime})
 * @param inputTokens of the successful requests
 * @param outputTokens of the successful requests
 * @param tokenizerCounted successful requests whose output tokens the server did not report
 * @param goodRequests successful requests that keep every limit of the goodput; empty without one
 * @param peakOutputTokensPerSecond chunks of the fullest whole second
 * @param peakConcurrentRequests requests of the fullest whole second
 * @param latencies how each is spread
 * @param queue waiting time inside the client
 * @param e2elWithQueue end-to-end latency and the waiting time before it
 * @param extras what is said besides
 */
public record VllmFigures(
    int completed,
    int failed,
    double durationSeconds,
    long inputTokens,
    long outputTokens,
    int tokenizerCounted,
    OptionalInt goodRequests,
    int peakOutputTokensPerSecond,
    int peakConcurrentRequests,
    Map<LatencyMetric, Distribution> latencies,
    Distribution queue,
    Distribution e2elWithQueue,
    VllmExtras extras) {

  /**
   * The figures of a run.
   *
   * @param requests every request of the run, failures included; walked twice
   * @param time how long it took
   */
  public static VllmFigures of(
      Iterable<RequestTimes> requests, MeasuredTime time, Goodput goodput) {
    return new VllmAccumulator(goodput).addAll(requests).figures(time);
  }

  /** The figures of a run that took so long, as this dialect sees it. */
  public static VllmFigures of(
      Iterable<RequestTimes> requests, VllmDialect dialect, MeasuredTime time, Goodput goodput) {
    VllmFigures figures = of(requests, time, goodput);
    return dialect.isOfPooling() ? figures.withoutTokenTimes() : figures;
  }

  /**
   * Collects the figures of a run from a walk that others share; a second walk over the requests is
   * needed where the first of them failed.
   *
   * @param finished every finished request of the run
   * @param judge what is done to each before the dialect sees it
   * @param tokenCounter counts the tokens of an answer when the server didn't
   * @param time how long it took
   */
  public static Collector<VllmFigures> collector(
      Requests finished,
      VllmDialect dialect,
      UnaryOperator<RequestRecord> judge,
      ToIntFunction<String> tokenCounter,
      MeasuredTime time,
      Goodput goodput) {
    return new VllmCollector(finished, dialect, judge, tokenCounter, time, goodput);
  }

  /** How a metric is spread over successful requests. */
  public Distribution of(LatencyMetric metric) {
    return latencies.getOrDefault(metric, Distribution.EMPTY);
  }

  /** Time to the first token. */
  public Distribution ttft() {
    return of(LatencyMetric.TTFT);
  }

  /** Time per output token, of answers with more than one. */
  public Distribution tpot() {
    return of(LatencyMetric.TPOT);
  }

  /** Inter-token latency, the gaps of all requests in one pool. */
  public Distribution itl() {
    return of(LatencyMetric.ITL);
  }

  /** End-to-end latency. */
  public Distribution e2el() {
    return of(LatencyMetric.E2EL);
  }

  /** The same of requests of which no token was timed. */
  public VllmFigures withoutTokenTimes() {
    return new VllmFigures(
        completed,
        failed,
        durationSeconds,
        inputTokens,
        outputTokens,
        tokenizerCounted,
        goodRequests,
        peakOutputTokensPerSecond,
        peakConcurrentRequests,
        Map.of(LatencyMetric.E2EL, e2el()),
        queue,
        e2elWithQueue,
        extras);
  }

  /** The same with the latencies of other requests, in milliseconds. */
  public VllmFigures with(Map<LatencyMetric, Distribution> others) {
    return new VllmFigures(
        completed,
        failed,
        durationSeconds,
        inputTokens,
        outputTokens,
        tokenizerCounted,
        goodRequests,
        peakOutputTokensPerSecond,
        peakConcurrentRequests,
        Map.copyOf(others),
        queue,
        e2elWithQueue,
        extras);
  }

  /** The same with what else is to be said of the run. */
  public VllmFigures with(VllmExtras besides) {
    return new VllmFigures(
        completed,
        failed,
        durationSeconds,
        inputTokens,
        outputTokens,
        tokenizerCounted,
        goodRequests,
        peakOutputTokensPerSecond,
        peakConcurrentRequests,
        latencies,
        queue,
        e2elWithQueue,
        besides);
  }

  /** Successful requests per second. */
  public double requestThroughput() {
    return perSecond(completed);
  }

  /** Requests per second that keep every limit; empty when there is no limit. */
  public OptionalDouble requestGoodput() {
    return goodRequests.isPresent()
        ? OptionalDouble.of(perSecond(goodRequests.getAsInt()))
        : OptionalDouble.empty();
  }

  /** Output tokens per second. */
  public double outputThroughput() {
    return perSecond(outputTokens);
  }

  /** Input and output tokens per second. */
  public double totalThroughput() {
    return perSecond(inputTokens + outputTokens);
  }

  /** Whether its successes pooled: they had inputs, and nothing of an answer was timed. */
  public boolean isOfPooling() {
    return extras.inputs() > 0 && ttft().size() == 0;
  }

  /** Inputs per second, of requests that pool. */
  public double inputThroughput() {
    return perSecond(extras.inputs());
  }

  /** Tokens per second that a diffusion model committed. */
  public double committedThroughput() {
    return perSecond(extras.diffusion().map(DiffusionDecoding::committedTokens).orElse(0L));
  }

  /** Seconds of audio in a second: the inverse real-time factor; 0 without audio. */
  public double realTimeFactor() {
    return durationSeconds > 0 ? extras.audioSeconds() / durationSeconds : 0;
  }

  /** Failed requests of all, from 0 to 1; empty of no request. */
  public OptionalDouble failedShare() {
    return share(failed);
  }

  /** Requests that keep every limit, of all, failures included; empty without a limit. */
  public OptionalDouble goodShare() {
    return goodRequests.isPresent() ? share(goodRequests.getAsInt()) : OptionalDouble.empty();
  }

  private OptionalDouble share(int part) {
    int all = completed + failed;
    return all > 0 ? OptionalDouble.of((double) part / all) : OptionalDouble.empty();
  }

  /** Nothing happens in no time: 0, where Python would fail. */
  private double perSecond(long count) {
    return durationSeconds > 0 ? (double) count / durationSeconds : 0;
  }
}
