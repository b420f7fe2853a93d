package llmbench.report.evalscope;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.metrics.numbers.ShownNumber;
import llmbench.options.syntax.PythonNumbers;

/** The box above the tables of evalscope's report: what was measured, and all of it in sums. */
final class BasicInformation {

  private static final int NAME_CELLS = 21;
  private static final int VALUE_CELLS = 52;

  private BasicInformation() {}

  /** The box, every line ended. */
  static String of(ReportedRun run, List<LevelSheet> levels) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("Model", run.model());
    run.alias().ifPresent(alias -> rows.put("Alias", alias));
    rows.put("Test Dataset", run.dataset());
    rows.put("API Type", run.api());
    rows.put("Endpoint", run.endpoint().isEmpty() ? ShownNumber.MISSING : run.endpoint());
    double seconds = sum(levels, Row114.DURATION, false);
    double tokens = sum(levels, run.pools() ? Row114.INPUT : Row114.OUTPUT, true);
    if (run.pools()) {
      BigDecimal whole = new BigDecimal(tokens).setScale(0, RoundingMode.HALF_EVEN);
      rows.put("Total Input Tokens", String.format(Locale.ROOT, "%,.0f tokens", whole));
    } else {
      rows.put("Total Generated", grouped(tokens) + " tokens");
    }
    rows.put(
        run.pools() ? "Avg Input Rate" : "Avg Output Rate",
        seconds > 0
            ? ShownNumber.of(tokens / seconds, Row114.OUTPUT_RATE.shownDecimals()) + " tok/s"
            : "N/A");
    rows.put("Total Test Time", ShownNumber.of(seconds, Row114.DURATION.shownDecimals()) + " s");
    rows.put("Output Path", run.outputPath());
    return box(rows);
  }

  /** Averages are of those requests that succeeded. */
  private static double sum(List<LevelSheet> levels, Row114 row, boolean isAverage) {
    double sum = 0;
    for (LevelSheet level : levels) {
      sum += level.value(row) * (isAverage ? level.value(Row114.SUCCEEDED) : 1);
    }
    return sum;
  }

  /** {@code {value:,}} of a Python float. */
  private static String grouped(double value) {
    String number = PythonNumbers.repr(value);
    int end = number.indexOf('.');
    return end < 0 || number.indexOf('e') >= 0
        ? number
        : number.substring(0, end).replaceAll("\\B(?=(\\d{3})+$)", ",") + number.substring(end);
  }

  private static String box(Map<String, String> rows) {
    StringBuilder box = new StringBuilder(rule("┌", "┬", "┐"));
    rows.forEach(
        (name, value) -> {
          String label = name;
          for (String line : CellText.lines(value, VALUE_CELLS)) {
            box.append("│ ").append(CellText.left(label, NAME_CELLS));
            box.append(" │ ").append(CellText.left(line, VALUE_CELLS)).append(" │\n");
            label = "";
          }
        });
    return box.append(rule("└", "┴", "┘")).toString();
  }

  private static String rule(String left, String cross, String right) {
    return left + "─".repeat(NAME_CELLS + 2) + cross + "─".repeat(VALUE_CELLS + 2) + right + "\n";
  }
}
