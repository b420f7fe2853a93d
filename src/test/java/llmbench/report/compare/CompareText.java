package llmbench.report.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import llmbench.comparison.Cause;
import llmbench.comparison.Column;
import llmbench.comparison.Comparison;
import llmbench.comparison.Figure;
import llmbench.comparison.Verdict;

/**
 * The table of a comparison: a legend, a row for each figure under both tools' names, the causes
 * that the verdicts name, and a count of the verdicts.
 */
public final class CompareText {

  private static final int NAME_WIDTH = 33;
  private static final int VALUE_WIDTH = 11;

  private final Comparison comparison;

  /** The number of each column's each cause, by which cells refer to it. */
  private final Map<Integer, Map<Cause, Integer>> notes = new LinkedHashMap<>();

  private final List<String> sentences = new ArrayList<>();

  /** How wide the longest verdict of each column is. */
  private final List<Integer> verdictWidths = new ArrayList<>();

  private CompareText(Comparison comparison) {
    this.comparison = comparison;
    for (int place = 0; place < comparison.columns().size(); place++) {
      Map<Cause, Integer> numbers = new LinkedHashMap<>();
      comparison.sentences(place).forEach((cause, text) -> numbers.put(cause, number(text)));
      notes.put(place, numbers);
      verdictWidths.add(verdictWidth(place));
    }
  }

  /** What is so of several columns is said once. */
  private int number(String sentence) {
    if (!sentences.contains(sentence)) {
      sentences.add(sentence);
    }
    return sentences.indexOf(sentence) + 1;
  }

  /** The text, with a line feed at its end. */
  public static String of(Comparison comparison) {
    return new CompareText(comparison).text();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    List<Column> columns = comparison.columns();
    for (int place = 0; place < columns.size(); place++) {
      text.append(Comparison.letter(place)).append("  ").append(columns.get(place).title());
      text.append('\n');
    }
    text.append('\n').append(headings());
    comparison.figures().forEach(figure -> text.append(row(figure)));
    text.append('\n');
    for (int i = 0; i < sentences.size(); i++) {
      text.append('(').append(i + 1).append(") ").append(sentences.get(i)).append('\n');
    }
    for (int place = 0; place < columns.size(); place++) {
      if (comparison.isCompared(place)) {
        text.append(summary(place));
      }
    }
    return text.toString();
  }

  private String headings() {
    StringBuilder row = new StringBuilder();
    row.append(left("vllm bench serve", NAME_WIDTH)).append(left("evalscope perf", NAME_WIDTH - 6));
    for (int place = 0; place < comparison.columns().size(); place++) {
      row.append(right(String.valueOf(Comparison.letter(place)), VALUE_WIDTH));
      if (comparison.isCompared(place)) {
        String pair = Comparison.letter(place) + " to " + with(place);
        row.append(right(pair, VALUE_WIDTH))
            .append("  ")
            .append(left("", verdictWidths.get(place)));
      }
    }
    return line(row);
  }

  private String row(Figure figure) {
    StringBuilder row = new StringBuilder();
    row.append(left(figure.vllm(), NAME_WIDTH)).append(left(figure.evalscope(), NAME_WIDTH - 6));
    for (int place = 0; place < comparison.columns().size(); place++) {
      Comparison.Cell cell = comparison.cell(figure, place);
      row.append(right(value(cell.value(), figure), VALUE_WIDTH));
      if (comparison.isCompared(place)) {
        row.append(right(percent(cell.differencePercent()), VALUE_WIDTH)).append("  ");
        row.append(left(verdict(cell, place), verdictWidths.get(place)));
      }
    }
    return line(row);
  }

  private String verdict(Comparison.Cell cell, int place) {
    StringBuilder verdict = new StringBuilder(cell.verdict().words());
    Map<Cause, Integer> numbers = notes.getOrDefault(place, Map.of());
    cell.causes().stream()
        .map(numbers::get)
        .forEach(number -> verdict.append(" (").append(number).append(')'));
    return verdict.toString();
  }

  private int verdictWidth(int place) {
    return comparison.figures().stream()
        .mapToInt(figure -> verdict(comparison.cell(figure, place), place).length())
        .max()
        .orElse(0);
  }

  private String summary(int place) {
    Map<Verdict, Integer> counts = new LinkedHashMap<>();
    comparison
        .figures()
        .forEach(figure -> counts.merge(comparison.cell(figure, place).verdict(), 1, Integer::sum));
    return String.format(
        Locale.ROOT,
        "%c to %c: %d agree within %s %%, %d differ, %d can't be compared\n",
        Comparison.letter(place),
        with(place),
        counts.getOrDefault(Verdict.AGREES, 0),
        plain(comparison.tolerancePercent()),
        counts.getOrDefault(Verdict.DIFFERS, 0),
        counts.getOrDefault(Verdict.INCOMPARABLE, 0));
  }

  private char with(int place) {
    return Comparison.letter(comparison.against().get(place));
  }

  private static String value(OptionalDouble value, Figure figure) {
    return value.isEmpty()
        ? "-"
        : String.format(Locale.ROOT, "%." + figure.decimals() + "f", value.getAsDouble());
  }

  private static String percent(OptionalDouble percent) {
    if (percent.isEmpty()) {
      return "";
    }
    double value = percent.getAsDouble();
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%+.1f %%", value) : "from 0";
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private static String line(StringBuilder row) {
    return row.toString().stripTrailing() + "\n";
  }
}
