package llmbench.report.html;

import java.util.List;
import java.util.stream.Stream;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.PercentileRule;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.vllm.VllmFigures;

/**
 * A time by some definition: what a card and a distribution show.
 *
 * @param metric what is timed
 * @param spread all its values, in milliseconds
 * @param mean as the definition's own table has it, in milliseconds
 * @param rule how percentiles are read
 */
public record PageTime(
    LatencyMetric metric, Distribution spread, double mean, PercentileRule rule) {

  private static final double MILLIS = 1000;

  /** By vLLM bench. */
  public static List<PageTime> of(VllmFigures figures) {
    return some(
        Stream.of(LatencyMetric.values()).map(metric -> linear(metric, figures.of(metric))));
  }

  /** By evalscope. */
  public static List<PageTime> of(EvalscopeFigures figures) {
    return some(
        Stream.of(LatencyMetric.values())
            .map(
                metric ->
                    new PageTime(
                        metric,
                        figures.spread(metric).times(MILLIS),
                        figures.averageSeconds(metric) * MILLIS,
                        figures.dialect().percentiles())));
  }

  /** The true ones. */
  public static List<PageTime> of(TrueFigures seen) {
    return some(LatencyMetric.ofOutputs().stream().map(metric -> linear(metric, seen.of(metric))));
  }

  /** What Gatling's log alone has, in milliseconds. */
  public static List<PageTime> ofLog(Distribution ttft, Distribution e2el) {
    return some(Stream.of(linear(LatencyMetric.TTFT, ttft), linear(LatencyMetric.E2EL, e2el)));
  }

  /** Its id on the page. */
  String id() {
    return metric.id();
  }

  /** Its short name. */
  String title() {
    return metric.label();
  }

  /** Its name. */
  String longTitle() {
    return metric.words();
  }

  /** The median. */
  double median() {
    return percentile(50);
  }

  double percentile(int percent) {
    // vLLM's own median is the same as its P50 except for the last bit.
    return percent == 50 && rule == PercentileRule.LINEAR
        ? spread.median()
        : spread.percentile(percent, rule);
  }

  private static PageTime linear(LatencyMetric metric, Distribution millis) {
    return new PageTime(metric, millis, millis.mean(), PercentileRule.LINEAR);
  }

  /** What was not measured is not shown. */
  private static List<PageTime> some(Stream<PageTime> all) {
    return all.filter(time -> time.spread().size() > 0).toList();
  }
}
