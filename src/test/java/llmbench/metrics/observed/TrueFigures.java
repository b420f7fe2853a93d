package llmbench.metrics.observed;

import java.util.List;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.numbers.GapPool;
import llmbench.metrics.request.Collector;
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
 * @param ttft from sending to the first output; role and empty chunks are none
 * @param itl from one output to the next, in one pool
 * @param e2el from sending to the last byte
 */
public record TrueFigures(
    int peakConcurrency,
    long datasetInputTokens,
    long outputChunks,
    double chunksPerToken,
    Distribution ttft,
    Distribution itl,
    Distribution e2el) {

  private static final double MILLIS = 1000;

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
    private final Doubles ttft = new Doubles();
    private final GapPool itl = new GapPool();
    private final Doubles e2el = new Doubles();
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
      if (times.hasOutput()) {
        ttft.add(times.ttftSeconds());
      }
      itl.add(times.gapsSeconds());
      e2el.add(times.totalSeconds());
    }

    @Override
    public TrueFigures figures() {
      return new TrueFigures(
          Concurrency.of(records).peak(),
          inputTokens,
          chunks,
          outputTokens > 0 ? (double) chunks / outputTokens : 0,
          Distribution.of(ttft).times(MILLIS),
          itl.distribution().times(MILLIS),
          Distribution.of(e2el).times(MILLIS));
    }
  }
}
