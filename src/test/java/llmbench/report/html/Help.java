package llmbench.report.html;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmbench.latency.LatencyMetric;

/**
 * What is behind each (?): the definition of a figure, where it comes from, and how the tools
 * differ. In the words of docs/metrics.md, which has all of it with the code. The first whose
 * pattern is in a row's label is that row's.
 */
record Help(Pattern labels, String text) {

  private static final String PERCENTILES =
      " Percentiles: linear interpolation (vLLM bench, true figures), nearest rank (evalscope"
          + " 1.14), place n * p / 100 from 0 (evalscope 1.1).";

  /** The first whose pattern is in a label is that row's. */
  private static final List<Help> ALL =
      Stream.of(
              RowHelp.OF_LATENCIES.stream().map(Help::of),
              Stream.of(LatencyMetric.values()).map(Help::of),
              Stream.of(RowHelp.values())
                  .filter(row -> !RowHelp.OF_LATENCIES.contains(row))
                  .map(Help::of))
          .flatMap(part -> part)
          .toList();

  private Help(String labels, String text) {
    this(Pattern.compile(labels), text);
  }

  private static Help of(RowHelp row) {
    return new Help(row.labels(), row.text());
  }

  private static Help of(LatencyMetric metric) {
    return new Help(metric.help().labels(), metric.help().text() + PERCENTILES);
  }

  /** The texts, each in its place. */
  static List<String> texts() {
    return ALL.stream().map(Help::text).toList();
  }

  /** The place of its text among all of them. */
  int place() {
    return ALL.indexOf(this);
  }

  /** That of a row with this label; empty where there is none. */
  static Optional<Help> of(String label) {
    return ALL.stream().filter(help -> help.labels.matcher(label).find()).findFirst();
  }
}
