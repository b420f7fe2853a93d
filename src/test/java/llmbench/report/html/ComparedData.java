package llmbench.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.comparison.Comparison;
import llmbench.comparison.Figure;
import llmbench.report.compare.CompareCells;
import llmbench.verdict.Doubt;
import org.jspecify.annotations.Nullable;

/** A comparison as the page reads it. */
final class ComparedData {

  private final Comparison comparison;
  private final List<Optional<Integer>> runs;
  private final List<Doubt> doubts;

  /** What is said below the table, by number from 1; cells refer to it. */
  private final List<String> notes = new ArrayList<>();

  private ComparedData(Comparison comparison, List<Optional<Integer>> runs, List<Doubt> doubts) {
    this.comparison = comparison;
    this.runs = runs;
    this.doubts = doubts;
  }

  /**
   * A comparison.
   *
   * @param runs for each column the place of its run on the page; empty where it has none
   * @param doubts about what is compared
   */
  static PageData.Compared of(
      Comparison comparison, List<Optional<Integer>> runs, List<Doubt> doubts) {
    return new ComparedData(comparison, runs, doubts).compared();
  }

  private PageData.Compared compared() {
    List<PageData.Column> columns = new ArrayList<>();
    for (int place = 0; place < comparison.columns().size(); place++) {
      columns.add(
          new PageData.Column(
              String.valueOf(Comparison.letter(place)),
              comparison.columns().get(place).title(),
              runs.get(place).orElse(null),
              against(place)));
    }
    Map<String, List<PageData.Row>> sections = new LinkedHashMap<>();
    for (Figure figure : comparison.figures()) {
      sections.computeIfAbsent(figure.section(), title -> new ArrayList<>()).add(row(figure));
    }
    return new PageData.Compared(
        columns,
        sections.entrySet().stream()
            .map(section -> new PageData.Section(section.getKey(), section.getValue()))
            .toList(),
        causes(),
        doubts.stream().map(PageData.Doubted::of).toList());
  }

  private @Nullable Integer against(int place) {
    return comparison.isCompared(place) ? comparison.against().get(place) : null;
  }

  private PageData.Row row(Figure figure) {
    List<String> cells = new ArrayList<>();
    List<String> difference = new ArrayList<>();
    List<String> verdict = new ArrayList<>();
    List<List<Integer>> causes = new ArrayList<>();
    for (int place = 0; place < comparison.columns().size(); place++) {
      Comparison.Cell cell = comparison.cell(figure, place);
      cells.add(CompareCells.value(cell.value(), figure));
      difference.add(CompareCells.difference(cell));
      verdict.add(cell.verdict().words());
      int column = place;
      causes.add(
          cell.causes().stream().map(cause -> number(comparison.sentence(cause, column))).toList());
    }
    return new PageData.Row(figure.vllm(), figure.evalscope(), cells, difference, verdict, causes);
  }

  private int number(String sentence) {
    if (!notes.contains(sentence)) {
      notes.add(sentence);
    }
    return notes.indexOf(sentence) + 1;
  }

  /** Each sentence begins with the cause's name and a colon. */
  private List<PageData.CauseText> causes() {
    List<PageData.CauseText> causes = new ArrayList<>();
    for (String note : notes) {
      int colon = note.indexOf(": ");
      causes.add(
          new PageData.CauseText(
              causes.size() + 1, note.substring(0, colon), note.substring(colon + 2)));
    }
    return causes;
  }
}
