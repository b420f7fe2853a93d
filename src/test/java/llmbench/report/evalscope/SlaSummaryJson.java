package llmbench.report.evalscope;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import llmbench.options.syntax.PythonNumbers;

/**
 * evalscope's {@code sla_summary.json}: the figures of each load that a search has tried. Source:
 * {@code SLAAutoTuner._save_summary()} in {@code evalscope/perf/sla/sla_run.py} of 1.14.1, which
 * has no word of what was found. Where evalscope writes the bare word NaN, which is no JSON, there
 * is {@code null}.
 */
public final class SlaSummaryJson {

  /** The file in a run's directory. */
  public static final String FILE = "sla_summary.json";

  private static final String INDENT = "    ";

  private SlaSummaryJson() {}

  /**
   * The file's text, without a line feed at its end.
   *
   * @param probes by name, such as {@code parallel_8}, in the order in which they were measured
   */
  public static String of(Map<String, LevelSheet> probes) {
    StringJoiner json = new StringJoiner(",\n", "{\n", "\n}");
    probes.forEach(
        (name, sheet) ->
            json.add(
                INDENT
                    + quoted(name)
                    + ": {\n"
                    + metrics(sheet)
                    + ",\n"
                    + percentiles(sheet)
                    + "\n"
                    + INDENT
                    + "}"));
    return json.toString();
  }

  private static String metrics(LevelSheet sheet) {
    StringJoiner metrics = joiner("metrics", "{", "}");
    sheet
        .summary()
        .forEach(
            (label, value) ->
                metrics.add(
                    INDENT.repeat(3)
                        + quoted(label)
                        + ": "
                        + (LevelSheet.isCount(label)
                            ? String.valueOf(value.longValue())
                            : number(value))));
    return metrics.toString();
  }

  private static String percentiles(LevelSheet sheet) {
    StringJoiner percentiles = joiner("percentiles", "{", "}");
    percentiles.add(
        list(Percentiles.HEADING, sheet.percents().stream().map(SlaSummaryJson::quoted).toList()));
    sheet
        .percentiles()
        .forEach(
            (label, values) ->
                percentiles.add(list(label, values.stream().map(SlaSummaryJson::number).toList())));
    return percentiles.toString();
  }

  private static StringJoiner joiner(String name, String open, String close) {
    String indent = INDENT.repeat(2);
    return new StringJoiner(
        ",\n", indent + quoted(name) + ": " + open + "\n", "\n" + indent + close);
  }

  private static String list(String name, List<String> values) {
    String indent = INDENT.repeat(3);
    return values.stream()
        .map(value -> indent + INDENT + value)
        .collect(Collectors.joining(",\n", indent + quoted(name) + ": [\n", "\n" + indent + "]"));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "null" : PythonNumbers.repr(value);
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
