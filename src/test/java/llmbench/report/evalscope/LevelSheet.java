package llmbench.report.evalscope;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.evalscope.TraceFigures;
import llmbench.metrics.evalscope.TurnFigures;
import llmbench.metrics.evalscope.WorkloadThroughput;
import llmbench.metrics.numbers.PlainMean;

/**
 * What evalscope 1.14 keeps of a level for the report of all: the figures of its summary and of its
 * percentiles, rounded as its files have them.
 *
 * @param summary by label, in the order of the file
 * @param percents such as {@code 99%}
 * @param percentiles by label, as many as there are percents; NaN for none
 * @param traces of conversations; empty where no request is a turn of one, and of means
 * @param throughput of windows; empty where nothing succeeded, and of means
 */
public record LevelSheet(
    Map<String, Double> summary,
    List<String> percents,
    Map<String, List<Double>> percentiles,
    Optional<TraceFigures> traces,
    Optional<WorkloadThroughput> throughput) {

  /** What is added up over the runs of a load, where of all else there is the mean. */
  private static final List<Row114> COUNTS =
      List.of(Row114.TOTAL, Row114.SUCCEEDED, Row114.FAILED, Row114.STREAMED, Row114.NOT_STREAMED);

  public LevelSheet {
    summary = Collections.unmodifiableMap(new LinkedHashMap<>(summary));
    percents = List.copyOf(percents);
    percentiles = Collections.unmodifiableMap(new LinkedHashMap<>(percentiles));
  }

  /** Of the figures of a level. */
  public static LevelSheet of(
      EvalscopeFigures figures, EvalscopeRun run, Optional<WorkloadThroughput> throughput) {
    Map<String, Double> summary = new LinkedHashMap<>();
    Summary.of(figures, run).forEach((label, figure) -> summary.put(label, figure.asDouble()));
    Percentiles read = Percentiles.of(figures);
    Map<String, List<Double>> percentiles = new LinkedHashMap<>();
    read.columns()
        .forEach(
            (column, values) ->
                percentiles.put(
                    column.label(), values.stream().map(RoundedNumber::asDouble).toList()));
    return new LevelSheet(
        summary, read.labels(), percentiles, figures.turns().map(TurnFigures::traces), throughput);
  }

  /**
   * What several runs of one load come to: means that aren't rounded, and sums of counts. Source:
   * {@code average_results()} in {@code utils/db_util.py} and {@code SLAAutoTuner._get_probe()} of
   * 1.14.1.
   *
   * @param runs at least one
   */
  public static LevelSheet mean(List<LevelSheet> runs) {
    LevelSheet first = runs.get(0);
    Map<String, Double> summary = new LinkedHashMap<>();
    first.summary.forEach(
        (label, value) ->
            summary.put(
                label,
                PlainMean.of(
                    runs.stream()
                        .mapToDouble(run -> run.summary.getOrDefault(label, 0.0))
                        .toArray())));
    for (Row114 count : COUNTS) {
      summary.put(count.label(), runs.stream().mapToDouble(run -> run.value(count)).sum());
    }
    Map<String, List<Double>> percentiles = new LinkedHashMap<>();
    first.percentiles.forEach(
        (label, values) -> percentiles.put(label, means(runs, label, values.size())));
    return new LevelSheet(summary, first.percents, percentiles, Optional.empty(), Optional.empty());
  }

  private static List<Double> means(List<LevelSheet> runs, String label, int size) {
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int place = i;
      means.add(
          PlainMean.of(
              runs.stream()
                  .filter(run -> run.percentiles.containsKey(label))
                  .mapToDouble(run -> run.percentiles.get(label).get(place))
                  .toArray()));
    }
    return means;
  }

  /** A figure of the summary; NaN where it has none of that label. */
  double value(String label) {
    return summary.getOrDefault(label, Double.NaN);
  }

  double value(Row114 row) {
    return value(row.label());
  }

  /** Whether a figure is a count, which Python keeps as an {@code int} in sums as well. */
  static boolean isCount(String label) {
    return COUNTS.stream().anyMatch(count -> count.label().equals(label));
  }

  /** A percentile; 0 where it has no such column. */
  double percentile(String percent, String label) {
    int place = percents.indexOf(percent);
    return percentiles.containsKey(label) && place >= 0 ? percentiles.get(label).get(place) : 0;
  }

  /** Of all requests, in percent, with a decimal. */
  double successPercent() {
    double total = value(Row114.TOTAL);
    return total > 0
        ? RoundedNumber.rounded(value(Row114.SUCCEEDED) / total * 100, 1).asDouble()
        : 0;
  }
}
