package llmbench.report.vllm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import llmbench.metrics.conversations.ScriptTurnFigures;
import llmbench.metrics.numbers.Distribution;

/**
 * What vLLM's benchmark_serving_multi_turn.py prints at its end, without colours: its parameters,
 * and a table of statistics.
 *
 * <p>Source: {@code process_statistics} in it.
 */
public final class ScriptTurnText {

  private static final String SEPARATOR = "-".repeat(100) + "\n";
  private static final List<Double> PERCENTS = List.of(25.0, 50.0, 75.0, 90.0);

  /** More percentiles from so many samples on. */
  private static final Map<Integer, Double> MORE = Map.of(100, 99.0, 1000, 99.9, 10_000, 99.99);

  private ScriptTurnText() {}

  /**
   * The text.
   *
   * @param parameters by their names, in order
   * @param tables with one share of first samples left out each, the least share first
   * @param samples of all, none left out
   */
  public static String of(
      Map<String, String> parameters, List<ScriptTurnFigures> tables, int samples) {
    StringBuilder text = new StringBuilder(SEPARATOR).append("Parameters:\n");
    parameters.forEach((name, value) -> text.append(name + "=" + value + "\n"));
    text.append(SEPARATOR);
    for (ScriptTurnFigures table : tables) {
      boolean alone = tables.size() == 1 && table.leftOut() == 0;
      text.append("Statistics summary");
      text.append(
          alone
              ? ":\n"
              : String.format(
                  Locale.ROOT, " (assuming %.0f%% warmup samples):\n", table.leftOut() * 100));
      text.append(line("runtime_sec", table.seconds()));
      text.append(line("requests_per_sec", table.turns() / table.seconds()));
      text.append(SEPARATOR).append(described(table, samples)).append(SEPARATOR);
    }
    return text.toString();
  }

  private static String line(String name, double value) {
    return String.format(Locale.ROOT, "%s = %.3f\n", name, value);
  }

  /** {@code describe().transpose()}. */
  private static PandasTable described(ScriptTurnFigures figures, int samples) {
    List<Distribution> rows = new ArrayList<>(figures.rows().values());
    PandasTable table = new PandasTable(List.copyOf(figures.rows().keySet()));
    add(table, "count", rows, Distribution::size);
    add(table, "mean", rows, Distribution::mean);
    add(table, "std", rows, ScriptTurnText::sampleDeviation);
    add(table, "min", rows, Distribution::min);
    for (double percent : percents(samples)) {
      add(table, label(percent), rows, row -> row.percentile(percent));
    }
    add(table, "max", rows, Distribution::max);
    return table;
  }

  private static void add(
      PandasTable table,
      String heading,
      List<Distribution> rows,
      ToDoubleFunction<Distribution> value) {
    table.add(heading, rows.stream().mapToDouble(value).toArray());
  }

  private static List<Double> percents(int samples) {
    List<Double> percents = new ArrayList<>(PERCENTS);
    MORE.entrySet().stream()
        .filter(each -> samples >= each.getKey())
        .map(Map.Entry::getValue)
        .sorted()
        .forEach(percents::add);
    return percents;
  }

  private static String label(double percent) {
    return percent == Math.rint(percent) ? (int) percent + "%" : percent + "%";
  }

  /** With the divisor n − 1; of one sample there is none. */
  private static double sampleDeviation(Distribution row) {
    int size = row.size();
    return size < 2 ? Double.NaN : row.standardDeviation() * Math.sqrt((double) size / (size - 1));
  }
}
