package llmbench.reporting.plan;

import java.util.ArrayList;
import java.util.List;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.vllm.Metric;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.report.sweep.SweepTable;

/** What a level of many came to, in a line. */
final class LevelLine {

  private LevelLine() {}

  /** The line of a level with this name: its throughputs and mean latencies. */
  static String of(String level, VllmFigures figures) {
    List<String> parts = new ArrayList<>();
    parts.add(SweepTable.fixed2(figures.requestThroughput()) + " req/s");
    parts.add(SweepTable.fixed2(figures.outputThroughput()) + " tok/s");
    for (Metric metric : Metric.VLLM) {
      Distribution spread = metric.of(figures);
      if (spread.size() > 0) {
        parts.add("mean " + metric.label() + " " + SweepTable.fixed2(spread.mean()) + " ms");
      }
    }
    int all = figures.completed() + figures.failed();
    return "== "
        + level
        + ": "
        + String.join(", ", parts)
        + " ("
        + figures.completed()
        + " of "
        + all
        + " requests succeeded)";
  }
}
