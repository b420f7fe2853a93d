package llmbench.comparison;

import llmbench.latency.LatencyMetric;
import llmbench.metrics.conversations.Conversations;
import llmbench.metrics.conversations.TurnGroup;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.PercentileRule;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.metrics.vllm.VllmFigures;

/** Columns of a run whose single requests are known. */
public final class RunColumns {

  private static final double MILLIS = 1000;

  private RunColumns() {}

  /**
   * Who and what was measured.
   *
   * @param title of the column
   * @param load what was asked of the server
   */
  public record Source(String title, Meter meter, PromptMaker prompts, Load load) {}

  /** By the definitions of vLLM bench. */
  public static Column of(Source source, VllmFigures figures, VllmDialect dialect) {
    FigureCollector all = counts(figures);
    for (LatencyMetric metric : LatencyMetric.values()) {
      all.put(metric, figures.of(metric));
    }
    return column(source, Definition.of(dialect), all);
  }

  /** By the honest definitions: outputs are timed, an answer ends with its last byte. */
  public static Column of(Source source, VllmFigures figures, TrueFigures seen) {
    FigureCollector all = counts(figures);
    for (LatencyMetric metric : LatencyMetric.ofOutputs()) {
      all.put(metric, seen.of(metric));
    }
    return column(source, Definition.OUTPUTS, all);
  }

  /** By the definitions of evalscope. */
  public static Column of(Source source, EvalscopeFigures figures) {
    FigureCollector all = new FigureCollector();
    all.put(Figure.SUCCEEDED, (double) figures.succeeded());
    all.put(Figure.FAILED, (double) figures.failed());
    all.put(Figure.DURATION, figures.durationSeconds());
    if (figures.succeeded() > 0) {
      all.put(Figure.INPUT_TOKENS, figures.inputTokens());
      if (!figures.dialect().isOfPooling()) {
        all.put(Figure.OUTPUT_TOKENS, figures.outputTokens());
        all.put(Figure.OUTPUT_RATE, figures.rates().outputTokens());
      }
      all.put(Figure.REQUEST_RATE, figures.rates().requests());
      all.put(Figure.TOTAL_RATE, figures.rates().totalTokens());
      PercentileRule rule = figures.dialect().percentiles();
      for (LatencyMetric metric : LatencyMetric.values()) {
        all.put(metric, figures.spread(metric).times(MILLIS), rule);
      }
      if (!figures.dialect().isOfPooling()) {
        // It averages others than it ranks.
        all.put(Figure.mean(LatencyMetric.TPOT), figures.tpotSeconds() * MILLIS);
      }
    }
    return column(source, Definition.of(figures.dialect()), all);
  }

  /** The same column with what its conversations came to, by the same definitions. */
  public static Column with(Conversations conversations, Column column) {
    FigureCollector all = new FigureCollector();
    column.figures().forEach(all::put);
    put(Figure.Turns.FIRST, conversations.first(), all);
    put(Figure.Turns.LATER, conversations.later(), all);
    conversations.later().cachedPercent().ifPresent(cached -> all.put(Figure.CACHED_LATER, cached));
    all.put(Figure.CONVERSATION_RATE, conversations.perSecond());
    if (conversations.ended() > 0) {
      all.put(Figure.CONVERSATION_SECONDS, conversations.each().seconds().mean());
    }
    return column.with(column.noise(), all.all());
  }

  private static void put(Figure.Turns turns, TurnGroup group, FigureCollector all) {
    Distribution ttft = group.of(LatencyMetric.TTFT);
    if (ttft.size() > 0) {
      all.put(Figure.mean(turns, LatencyMetric.TTFT), ttft.mean());
      all.put(Figure.median(turns, LatencyMetric.TTFT), ttft.median());
      all.put(Figure.p99(turns, LatencyMetric.TTFT), ttft.percentile(99));
    }
  }

  /** What pools has no output. */
  private static FigureCollector counts(VllmFigures figures) {
    double completed = figures.completed();
    FigureCollector all = new FigureCollector();
    all.put(Figure.SUCCEEDED, completed);
    all.put(Figure.FAILED, (double) figures.failed());
    all.put(Figure.DURATION, figures.durationSeconds());
    all.putPer(Figure.INPUT_TOKENS, (double) figures.inputTokens(), completed);
    if (!figures.isOfPooling()) {
      all.putPer(Figure.OUTPUT_TOKENS, (double) figures.outputTokens(), completed);
      all.put(Figure.OUTPUT_RATE, figures.outputThroughput());
    }
    all.put(Figure.REQUEST_RATE, figures.requestThroughput());
    all.put(Figure.TOTAL_RATE, figures.totalThroughput());
    return all;
  }

  private static Column column(Source source, Definition definition, FigureCollector figures) {
    return new Column(
        source.title(), definition, source.meter(), source.prompts(), source.load(), figures.all());
  }
}
