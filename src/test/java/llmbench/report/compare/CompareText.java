package llmbench.report.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import llmbench.comparison.Comparison;
import llmbench.comparison.Figure;
import llmbench.comparison.Judgement;

/**
 * A comparison as text: a legend, a row for each figure under both tools' names, the causes that
 * the verdicts name, and a count of the verdicts. Where one table would be too wide to be read,
 * there is one for each pair.
 */
public final class CompareText {

  private static final int VLLM_WIDTH = 33;
  private static final int EVALSCOPE_WIDTH = 27;
  private static final int VALUE_WIDTH = 11;
  private static final int WIDEST = 160;

  /** Counted where there are any. */
  private static final List<Judgement> MORE_VERDICTS =
      List.of(Judgement.BETTER, Judgement.WORSE, Judgement.NOISE, Judgement.UNSURE);

  private final Comparison comparison;

  /** What is said below the tables, by number from 1; cells refer to it. */
  private final List<String> notes = new ArrayList<>();

  private CompareText(Comparison comparison) {
    this.comparison = comparison;
  }

  /** The text, with a line feed at its end. */
  public static String of(Comparison comparison) {
    return new CompareText(comparison).text();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    List<Integer> places = IntStream.range(0, comparison.columns().size()).boxed().toList();
    for (int place : places) {
      text.append(Comparison.letter(place)).append("  ");
      text.append(comparison.columns().get(place).title()).append('\n');
    }
    text.append('\n');
    List<Integer> compared = places.stream().filter(comparison::isCompared).toList();
    String whole = table(places);
    if (whole.lines().mapToInt(String::length).max().orElse(0) <= WIDEST || compared.size() < 2) {
      text.append(whole).append('\n');
    } else {
      notes.clear();
      for (int place : compared) {
        text.append(table(List.of(comparison.against().get(place), place))).append('\n');
      }
    }
    for (int i = 0; i < notes.size(); i++) {
      text.append('(').append(i + 1).append(") ").append(notes.get(i)).append('\n');
    }
    compared.forEach(place -> text.append(summary(place)));
    return text.toString();
  }

  /** Figures down, columns across: each place's values, and how they compare if they do. */
  private String table(List<Integer> places) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(headings(places));
    comparison.figures().forEach(figure -> rows.add(row(figure, places)));
    int[] widths = new int[rows.get(0).size()];
    rows.forEach(
        row -> {
          for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
          }
        });
    StringBuilder table = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length()));
      }
      table.append(line.toString().stripTrailing()).append('\n');
    }
    return table.toString();
  }

  private List<String> headings(List<Integer> places) {
    List<String> cells = names("vllm bench serve", "evalscope perf");
    for (int place : places) {
      cells.add(right(String.valueOf(Comparison.letter(place))));
      if (isComparedIn(places, place)) {
        cells.add(right(Comparison.letter(place) + " to " + with(place)) + "  ");
        cells.add("");
        cells.add("");
      }
    }
    return cells;
  }

  private List<String> row(Figure figure, List<Integer> places) {
    List<String> cells = names(figure.vllm(), figure.evalscope());
    for (int place : places) {
      Comparison.Cell cell = comparison.cell(figure, place);
      cells.add(right(CompareCells.value(cell.value(), figure)));
      if (isComparedIn(places, place)) {
        cells.add(right(CompareCells.percent(cell.differencePercent())) + "  ");
        String reach = CompareCells.reach(cell);
        cells.add(reach.isEmpty() ? "" : reach + "  ");
        cells.add(verdict(cell, place));
      }
    }
    return cells;
  }

  /** In a table of a pair the first stands as it is, whatever it is compared with elsewhere. */
  private boolean isComparedIn(List<Integer> places, int place) {
    return comparison.isCompared(place) && places.contains(comparison.against().get(place));
  }

  private static List<String> names(String vllm, String evalscope) {
    List<String> cells = new ArrayList<>();
    cells.add(vllm + " ".repeat(Math.max(0, VLLM_WIDTH - vllm.length())));
    cells.add(evalscope + " ".repeat(Math.max(0, EVALSCOPE_WIDTH - evalscope.length())));
    return cells;
  }

  private String verdict(Comparison.Cell cell, int place) {
    StringBuilder verdict = new StringBuilder(cell.verdict().words());
    cell.causes().stream()
        .mapToInt(cause -> number(comparison.sentence(cause, place)))
        .forEach(number -> verdict.append(" (").append(number).append(')'));
    return verdict.toString();
  }

  /** The number of a note; what is so of several figures or columns is said once. */
  private int number(String sentence) {
    if (!notes.contains(sentence)) {
      notes.add(sentence);
    }
    return notes.indexOf(sentence) + 1;
  }

  private String summary(int place) {
    Map<Judgement, Integer> counts = new EnumMap<>(Judgement.class);
    comparison
        .figures()
        .forEach(figure -> counts.merge(comparison.cell(figure, place).verdict(), 1, Integer::sum));
    StringBuilder line = new StringBuilder();
    line.append(Comparison.letter(place)).append(" to ").append(with(place));
    line.append(": ").append(counts.getOrDefault(Judgement.AGREES, 0)).append(" agree within ");
    line.append(plain(comparison.tolerancePercent())).append(" %, ");
    line.append(counts.getOrDefault(Judgement.DIFFERS, 0)).append(" differ, ");
    for (Judgement more : MORE_VERDICTS) {
      if (counts.containsKey(more)) {
        line.append(counts.get(more)).append(' ').append(more.words()).append(", ");
      }
    }
    line.append(counts.getOrDefault(Judgement.INCOMPARABLE, 0)).append(" can't be compared\n");
    return line.append(FindingsText.of(comparison, place)).toString();
  }

  private char with(int place) {
    return Comparison.letter(comparison.against().get(place));
  }

  static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  private static String right(String text) {
    return " ".repeat(Math.max(0, VALUE_WIDTH - text.length())) + text;
  }
}
