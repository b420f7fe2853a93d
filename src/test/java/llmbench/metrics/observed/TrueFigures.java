package llmbench.metrics.observed;

import java.util.List;
import java.util.Map;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.request.Collector;
import llmbench.metrics.request.LatencySum;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.timeline.RequestRecord;

/**
 * The honest figures of a run, beside those of the tools: what a user of the server would have
 * seen. Definitions are ours, in docs/metrics.md. Times are over successful requests and in
 * milliseconds.
 *
 * @param peakConcurrency the most requests, failures included, that were in flight at one moment
 * @param datasetInputTokens tokens of the successful prompts as the dataset counts them
 * @param outputChunks chunks of successful requests that brought output
 * @param chunksPerToken output chunks for each output token: below 1 the server bundles tokens, so
 *     a gap between chunks is more than a gap between tokens; 0 without tokens
 * @param latencies how each that has a true figure is spread: to the first output (role and empty
 *     chunks are none), from one output to the next (in one pool), to the last byte
 * @param connecting what of them it was to connect
 * @param firstAnswer when answers began whose model thought first
 */
public record TrueFigures(
    int peakConcurrency,
    long datasetInputTokens,
    long outputChunks,
    double chunksPerToken,
    Map<LatencyMetric, Distribution> latencies,
    Connecting connecting,
    FirstAnswer firstAnswer) {

  /** Figures of a model that doesn't think first. */
  public TrueFigures(
      int peakConcurrency,
      long datasetInputTokens,
      long outputChunks,
      double chunksPerToken,
      Map<LatencyMetric, Distribution> latencies,
      Connecting connecting) {
    this(
        peakConcurrency,
        datasetInputTokens,
        outputChunks,
        chunksPerToken,
        latencies,
        connecting,
        FirstAnswer.NONE);
  }

  /** The same where the dataset didn't count the tokens of its prompts. */
  public TrueFigures withoutInputTokens() {
    return new TrueFigures(
        peakConcurrency, 0, outputChunks, chunksPerToken, latencies, connecting, firstAnswer);
  }

  /** How one of {@link LatencyMetric#ofOutputs} is spread over successful requests. */
  public Distribution of(LatencyMetric metric) {
    return latencies.getOrDefault(metric, Distribution.EMPTY);
  }

  /** To the first output; role and empty chunks are none. */
  public Distribution ttft() {
    return of(LatencyMetric.TTFT);
  }

  /** From one output to the next, in one pool. */
  public Distribution itl() {
    return of(LatencyMetric.ITL);
  }

  /** To the last byte. */
  public Distribution e2el() {
    return of(LatencyMetric.E2EL);
  }

  /**
   * The figures of a run.
   *
   * @param records every request of the run, failures included
   * @param outputTokens of the successful ones, as {@link VllmFigures#outputTokens()} has them
   */
  public static TrueFigures of(List<RequestRecord> records, long outputTokens) {
    Collector<TrueFigures> collector = collector(records, outputTokens);
    records.forEach(collector::take);
    return collector.figures();
  }

  /** Collects the same from a walk that others share. */
  public static Collector<TrueFigures> collector(List<RequestRecord> records, long outputTokens) {
    return new Sum(records, outputTokens);
  }

  private static final class Sum implements Collector<TrueFigures> {

    private final List<RequestRecord> records;
    private final long outputTokens;
    private final LatencySum latencies = new LatencySum(LatencyMetric.ofOutputs());
    private final Connecting.Sum connecting = new Connecting.Sum();
    private final FirstAnswer.Sum firstAnswer = new FirstAnswer.Sum();
    private long inputTokens;
    private long chunks;

    Sum(List<RequestRecord> records, long outputTokens) {
      this.records = records;
      this.outputTokens = outputTokens;
    }

    @Override
    public void take(RequestRecord record) {
      if (!record.ok()) {
        return;
      }
      inputTokens += record.promptTokens();
      chunks += record.messages().outputs();
      TrueTimes times = TrueTimes.of(record);
      latencies.add(times, times.gapsSeconds());
      connecting.add(record, times);
      firstAnswer.add(record.messages());
    }

    @Override
    public TrueFigures figures() {
      Map<LatencyMetric, Distribution> spreads = latencies.millis();
      return new TrueFigures(
          Concurrency.of(records).peak(),
          inputTokens,
          chunks,
          outputTokens > 0 ? (double) chunks / outputTokens : 0,
          spreads,
          connecting.get(spreads.getOrDefault(LatencyMetric.TTFT, Distribution.EMPTY)),
          firstAnswer.get());
    }
  }
}
