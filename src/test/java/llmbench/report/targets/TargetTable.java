package llmbench.report.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.vllm.TargetFigures;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.timeline.RequestTarget;
import org.jspecify.annotations.Nullable;

/**
 * A row for each target of a run. A run with one server has no column of servers, and one with one
 * model none of models.
 *
 * @param names how many of the columns say which target it is; the others are numbers
 * @param columns their headings
 * @param rows cells, as many as columns; texts of the run's, to be escaped by whoever shows them
 */
public record TargetTable(int names, List<String> columns, List<List<String>> rows) {

  /** What the table is called, wherever it stands. */
  public static final String TITLE = "By target";

  private static final String NONE = "–";

  private static final List<String> FIGURES =
      List.of(
          "Successful",
          "Failed",
          "Mean TTFT (ms)",
          "P99 TTFT (ms)",
          "Mean TPOT (ms)",
          "Mean E2EL (ms)",
          "P99 E2EL (ms)",
          "Output tok/s");

  public TargetTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The table of these; without rows where there are none. */
  public static TargetTable of(List<TargetFigures> targets) {
    List<Function<RequestTarget, @Nullable String>> naming = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    if (targets.stream().anyMatch(each -> each.target().server() != null)) {
      naming.add(RequestTarget::server);
      columns.add("Server");
    }
    if (targets.stream().anyMatch(each -> each.target().model() != null)) {
      naming.add(RequestTarget::model);
      columns.add("Model");
    }
    columns.addAll(FIGURES);
    List<List<String>> rows = new ArrayList<>();
    for (TargetFigures each : targets) {
      List<String> cells = new ArrayList<>();
      naming.forEach(
          name -> cells.add(Objects.requireNonNullElse(name.apply(each.target()), NONE)));
      cells.addAll(figures(each.figures()));
      rows.add(List.copyOf(cells));
    }
    return new TargetTable(naming.size(), columns, rows);
  }

  private static List<String> figures(VllmFigures figures) {
    return List.of(
        String.valueOf(figures.completed()),
        String.valueOf(figures.failed()),
        mean(figures.ttft()),
        p99(figures.ttft()),
        mean(figures.tpot()),
        mean(figures.e2el()),
        p99(figures.e2el()),
        fixed2(figures.outputThroughput()));
  }

  private static String mean(Distribution millis) {
    return millis.size() == 0 ? NONE : fixed2(millis.mean());
  }

  private static String p99(Distribution millis) {
    return millis.size() == 0 ? NONE : fixed2(millis.percentile(99));
  }

  private static String fixed2(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
